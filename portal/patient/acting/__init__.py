"""Acting for another: for whom, beginning, and going back to one's own file."""
