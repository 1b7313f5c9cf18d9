"""Mijn gegevens: what the practice has, what is wrong with it, mail, and stopping."""
