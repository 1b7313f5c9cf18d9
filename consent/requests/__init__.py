"""Asking to see a file and deciding about it, seen from both sides."""
