"""A report with the findings written into it: Word comments in a Word file, marks and remarks in a web page."""
