"""Consent for other care providers: what a patient stated, and what follows from it."""
