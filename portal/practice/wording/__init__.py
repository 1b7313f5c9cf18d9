"""The page on which a practice writes its own texts for the pages that explain."""
