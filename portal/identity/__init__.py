"""Who is there: logging in at an OpenID provider, sessions, and the one guard of every entrance."""
