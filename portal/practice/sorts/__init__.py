"""Which sorts of letters the patients of a practice see."""
