"""What a practice itself adds to the pages that explain, in its own words."""
