"""Notes beside a file, for the practice alone."""
