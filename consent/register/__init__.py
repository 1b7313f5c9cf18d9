"""Who and what there is: people, practices and their agreements, employees, sources, episodes."""
