"""Taking a file home: what there is to choose."""

from consent.access import Files
from portal.patient.asked import Asked
from portal.patient.pages import Option, Proof, SavingPage
from portal.texts import text

FORMS = ("pdf", "csv", "fhir")


def saving_page(
    asked: Asked, files: Files, language: str, *, form: str = "", proof: Proof
) -> SavingPage:
    """
    Make the page; the file itself can be saved when something is open, the log always.

    `form` is the one that was chosen before.
    """
    chosen = form if form in FORMS else FORMS[0]
    return SavingPage(
        since=asked.since,
        until=asked.until,
        wrong=text(language, f"saving.wrong_{asked.wrong}") if asked.wrong else "",
        forms=tuple(
            Option(one, text(language, f"saving.form.{one}"), one == chosen) for one in FORMS
        )
        if files.grants
        else (),
        proof=proof,
    )
