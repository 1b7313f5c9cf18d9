"""How a practice watches over its own log: reading it, counting it, and checking samples of it."""
