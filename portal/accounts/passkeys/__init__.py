"""Passkeys of accounts: added on one's own page, used as the second step of a login."""
