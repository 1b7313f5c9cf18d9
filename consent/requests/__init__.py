"""Asking to see a file and deciding about it, seen from both sides. Source: S002 slides 1 and 2."""
