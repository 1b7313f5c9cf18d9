"""A file on paper: parts with entries, each with words and at times a table."""
