"""What a patient sees of a file, in words; the practice's preview shows it with the same."""
