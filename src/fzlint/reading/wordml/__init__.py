"""WordprocessingML (ECMA-376 part 1, chapter 17): the parts of a Word file, its styles, numbering and text."""
