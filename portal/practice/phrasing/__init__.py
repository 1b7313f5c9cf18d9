"""The words a practice keeps ready: texts to begin with, hard words, names of determinations."""
