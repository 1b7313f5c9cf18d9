"""What the practice's forms carry, and how they are read: strictly, and all faults at once."""
