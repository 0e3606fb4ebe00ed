"""Two runs on the same reports compared: what was mended between them, what is new, what stayed."""
