"""How data comes in: by command from files, by HTTP from a source; both deliver the same way."""
