"""What holds of a patient beside the journal, and what was measured: filed under its key."""
