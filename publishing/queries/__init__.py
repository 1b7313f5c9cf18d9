"""Every statement of publishing, one function each, named for the question it answers."""
