"""Resources about somebody's health beside journal, results and letters."""
