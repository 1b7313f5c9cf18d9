"""Medicines, hypersensitivities and vaccinations: what holds of a patient beside the journal."""
