"""Taking back a result or letter that was shared by mistake: the form, and what came of it."""
