"""The mandates desk: who may act for a patient, registered after a check in person."""
