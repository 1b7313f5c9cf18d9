"""The demo's own page: what time it is there, and the mail that was sent."""
