"""A report: kind, title, body, level, year, dates, headings, sections and the part each sentence plays."""
