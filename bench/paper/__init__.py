"""The log on paper, per line: the product's writer beside the least and beside the textbook."""
