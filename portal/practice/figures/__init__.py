"""The figures of a practice: how long its results wait, as pictures and as tables."""
