"""A gate for many documents: how they are configured, checked, kept and held against what was known before."""
