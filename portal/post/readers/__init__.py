"""Whom we write to: their addresses, what they want to hear, and what they have been told."""
