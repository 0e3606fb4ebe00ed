"""Waivers: findings that someone with the say has let pass, for a reason and until a day, written down in a file."""
