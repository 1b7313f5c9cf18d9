"""Where somebody is logged in: their own list, and how to end what is on it."""
