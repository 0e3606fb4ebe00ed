"""Running many files: how one is linted, by which processes, in which order, what is told meanwhile."""
