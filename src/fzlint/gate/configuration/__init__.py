"""Configuration files: which one holds for a document, what it says, and where each setting came from."""
