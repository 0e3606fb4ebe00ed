"""Files: what a path names, and its bytes as text."""
