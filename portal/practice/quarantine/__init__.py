"""What came in and was put aside: why, read again after a fix, or linked to a patient by a word."""
