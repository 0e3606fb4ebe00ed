"""Results as text, concise lines and JSON: one module a format."""
