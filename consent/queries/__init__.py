"""Every statement of consent, one function each, named for the question it answers."""
