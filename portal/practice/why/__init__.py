"""What a patient and who acts for them would see of a file, and why, for the practice."""
