"""The parts of a file: what a practice switches on or off, what the log names, what is shared."""

from enum import StrEnum


class Section(StrEnum):
    """A part of a file that a practice switches on or off as a whole, and that the log names."""

    DOSSIER = "dossier"
    HYPERSENSITIVITIES = "hypersensitivities"
    JOURNAL = "journal"
    LETTERS = "letters"
    LOG = "log"
    MEASUREMENTS = "measurements"
    MEDICATION = "medication"
    REQUESTS = "requests"
    RESULTS = "results"
    VACCINATIONS = "vaccinations"


SUMMARY = (Section.MEDICATION, Section.HYPERSENSITIVITIES, Section.VACCINATIONS)
"""What holds of a patient beside the journal. Source: OPEN, which information is visible."""
