"""What was measured in contacts: the newest of everything, and how each of them went."""
