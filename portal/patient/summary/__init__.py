"""What holds of a patient beside the journal: medicines, hypersensitivities and vaccinations."""
