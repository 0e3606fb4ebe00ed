"""The code that reads the checklist: model, loading, compiled form, validation."""
