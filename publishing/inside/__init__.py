"""What stays inside the practice: why something is shown, and notes that no patient sees."""
