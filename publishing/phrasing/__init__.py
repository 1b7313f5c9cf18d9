"""Words that are kept ready: texts to begin with, hard words explained, names patients know."""
