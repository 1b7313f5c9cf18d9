"""Acting for another: who may, by which law, since which check, and what ends it."""
