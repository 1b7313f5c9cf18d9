"""The practice's post: what did not arrive, letters to print, and one's own messages."""
