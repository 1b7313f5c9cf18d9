"""What anybody may open: the first page, the language, and the pages about what went wrong."""
