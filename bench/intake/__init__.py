"""Taking in bundles of a laboratory, end to end, beside COPY of the same bytes."""
