"""Characters: decoding, script, width, numerals, and the way back to the author's own characters."""
