"""What the claims of a provider mean here: a citizen, an employee, how sure the provider is."""
