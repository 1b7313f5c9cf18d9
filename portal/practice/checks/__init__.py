"""Sample checks of the practice's log: the draw of a month, its lines, and what came of each."""
