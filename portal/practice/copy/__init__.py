"""The copy of a whole file that the law gives, on paper, made once and on record."""
