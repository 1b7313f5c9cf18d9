"""Logins that went to a provider and have not come back: kept, bounded, taken once."""
