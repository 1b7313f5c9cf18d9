"""What still has to be done about a result: the page of its task."""
