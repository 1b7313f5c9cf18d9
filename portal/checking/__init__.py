"""Looking behind the settings of an installation: what is there, and what is wrong with it."""
