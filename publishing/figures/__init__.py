"""How long results wait at a practice: counts for the practice itself, about nobody."""
