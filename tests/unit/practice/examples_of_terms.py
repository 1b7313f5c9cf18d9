"""The page of the terms of results, made by its own view."""

from datetime import UTC, datetime
from decimal import Decimal

import msgspec

from consent.agreements.results import Chosen
from portal.practice.terms import views
from portal.practice.terms.forms import MarginForm, TermsForm
from portal.practice.terms.views import Agreed
from publishing.showing.margins import MarginSet, Measured
from unit.practice.examples import Example

AT = datetime(2026, 11, 18, 9, tzinfo=UTC)
MEASURED = (
    Measured("nhg45", "3208", "Glucose", "mmol/L"),
    Measured("loinc", "718-7", "Hemoglobine", ""),
)
MARGINS = (
    MarginSet("nhg45", "3208", "Glucose", Decimal("0.5"), "mmol/L", AT, "drs. M. Bakker"),
    MarginSet("loinc", "718-7", "Hemoglobine", Decimal(10), "", AT, "drs. M. Bakker"),
)
CHOSEN = {"preliminary": Chosen(AT, "drs. M. Bakker"), "publish_from": Chosen(AT, "")}


def terms(language: str) -> msgspec.Struct:
    """Give the page with something chosen."""
    form = TermsForm(("imaging",), ("laboratory", "microbiology"), "17:00")
    agreed = Agreed(form=form, chosen=CHOSEN, margins=MARGINS, measured=MEASURED)
    return views.page("De Linde", agreed, language)


def terms_faults(language: str) -> msgspec.Struct:
    """Give the page with everything to be mended."""
    agreed = Agreed(
        form=TermsForm(publish_from="vijf"),
        chosen={},
        margins=(),
        measured=MEASURED,
        margin=MarginForm("", "veel", "unit"),
        faults={
            "publish_from": "Vul een tijd in, zoals 17:00.",
            "determination": "Kies een bepaling uit de lijst.",
            "amount": "Vul een getal in dat groter is dan 0.",
        },
    )
    return views.page("De Linde", agreed, language)


def terms_empty(language: str) -> msgspec.Struct:
    """Give the page of a practice where nothing was measured yet."""
    agreed = Agreed(form=TermsForm(), chosen={}, margins=(), measured=())
    return views.page("De Linde", agreed, language)


TERMS: dict[str, Example] = {
    "result-terms": ("practice/result_terms.html", terms),
    "result-terms-faults": ("practice/result_terms.html", terms_faults),
    "result-terms-empty": ("practice/result_terms.html", terms_empty),
}
