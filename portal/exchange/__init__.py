"""Data on its way out in forms that other programs read: sheets, and events as FHIR."""
