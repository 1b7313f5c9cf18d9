"""Invented things that are taken back, or were."""

from datetime import timedelta

import msgspec

from consent.accesslog import Reading
from consent.model import Function
from portal.practice.recall import views
from portal.practice.recall.forms import RecallForm
from portal.practice.recall.views import Case
from publishing.recalling import Recalled, RecallReason, Thing
from unit.practice.examples import ANNA, AT, Example, employee, number

SHARED = AT - timedelta(days=2)
CASE = Case(
    kind=Thing.REPORT,
    name=ANNA.name,
    born=ANNA.born,
    title="Bloedonderzoek",
    here=views.address(Thing.REPORT, number(50))[0],
    back=views.address(Thing.REPORT, number(50))[1],
    shared_at=SHARED,
)


def recalled(reason: RecallReason, *read: Reading) -> Recalled:
    """Make something that was taken back just now."""
    return Recalled(Thing.REPORT, reason, "Naamgenoot.", SHARED, AT, Function.GP, read)


def form(language: str) -> msgspec.Struct:
    """Give the form of a shared result."""
    return views.page(CASE, employee(), AT, language)


def faults(language: str) -> msgspec.Struct:
    """Give the form of a letter that was sent empty."""
    case = msgspec.structs.replace(
        CASE, kind=Thing.LETTER, title="", form=RecallForm(), faults={"reason": "Kies."}
    )
    return views.page(case, employee(), AT, language)


def leaked(language: str) -> msgspec.Struct:
    """Give what came of a result of somebody else that was read."""
    read = Reading(AT - timedelta(days=1), Function.PATIENT.value)
    found = recalled(RecallReason.WRONG_PATIENT, read, read)
    return views.page(
        msgspec.structs.replace(CASE, shared_at=None, recalled=found), employee(), AT, language
    )


def unread(language: str) -> msgspec.Struct:
    """Give what came of a result that was shared too early and that nobody read."""
    found = recalled(RecallReason.MISTAKE)
    return views.page(
        msgspec.structs.replace(CASE, shared_at=None, recalled=found), employee(), AT, language
    )


RECALLS: dict[str, Example] = {
    "recall": ("practice/recall.html", form),
    "recall-faults": ("practice/recall.html", faults),
    "recall-leak": ("practice/recall.html", leaked),
    "recall-unread": ("practice/recall.html", unread),
}
