"""Gap reports: which bodies lack what, how sure that is, what to tell each of them, and how it was before.

Everything is made from one model (``model.Batch``), and that from the JSON that ``fzlint check -f json`` writes.
"""
