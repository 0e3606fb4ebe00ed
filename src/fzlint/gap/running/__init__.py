"""Running many files: how one is linted, by which processes, what is kept, what is told meanwhile."""
