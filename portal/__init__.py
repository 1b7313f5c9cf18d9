"""The door: login, pages, PDF, intake, command line; the only package that knows HTTP and time."""
