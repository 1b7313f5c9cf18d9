"""A letter that somebody at the practice adds to a file: the form, and what became of it."""
