"""Taking a file home: what there is to choose."""

from consent.access import Files
from portal.patient.asked import Asked
from portal.patient.pages import Option, SavingPage
from portal.texts import text

FORMS = ("pdf", "csv", "fhir")


def saving_page(asked: Asked, files: Files, language: str) -> SavingPage:
    """Make the page; the file itself can be saved when something is open, the log always."""
    return SavingPage(
        since=asked.since,
        until=asked.until,
        wrong=text(language, f"saving.wrong_{asked.wrong}") if asked.wrong else "",
        forms=tuple(
            Option(form, text(language, f"saving.form.{form}"), form == FORMS[0]) for form in FORMS
        )
        if files.grants
        else (),
    )
