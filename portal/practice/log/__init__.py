"""The practice reads its own log: over a period, and of one patient with a reason."""
