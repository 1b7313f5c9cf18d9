"""Consent for other care providers, as the patient and the practice see it: form, page, words."""
