"""Names of places and bodies: what belongs to the own body; and what punctuation tells of a place in a text."""
