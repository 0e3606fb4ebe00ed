"""The language server: findings, explanations and quick fixes in an editor while a report is written. Needs pygls."""
