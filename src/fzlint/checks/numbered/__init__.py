"""Numbered headings and run-in items, and what is wrong with their numbers: the ground of the numbering check."""
