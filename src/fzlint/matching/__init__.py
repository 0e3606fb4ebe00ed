"""A report and the items of a checklist: from marked words to evidence, from evidence to verdicts."""
