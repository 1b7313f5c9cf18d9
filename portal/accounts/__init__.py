"""Accounts of the portal itself, for employees whose practice has no provider to log in with."""
