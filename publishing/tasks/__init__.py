"""What still has to be done about a result: by whom, by when, and whether it was talked about."""
