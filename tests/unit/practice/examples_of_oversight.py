"""An example of every page about the practice's log, with invented people."""

from datetime import date

import msgspec

from consent.accesslog import Line
from consent.actions import Action
from consent.model import ActorKind, Function, Patient, PersonName
from consent.oversight.checking import DrawnLine, Outcome
from consent.oversight.drawing import Draw
from consent.oversight.model import Listed, Per, Period, Total
from consent.oversight.reading import Page, Wanted
from consent.oversight.rules import Flag
from portal.practice.checks import views as checks
from portal.practice.checks.forms import TellForm, VerdictForm
from portal.practice.copy.giving import CopyForm, copy_page
from portal.practice.log import views
from portal.practice.log.forms import WORDS, Asked, SeenForm
from unit.practice.examples import AT, Example, number
from unit.practice.examples_of_patients import WILMA

WEEK = Period(date(2026, 11, 14), date(2026, 11, 20))
TOTALS = {
    Per.DAY: Total(12, 3, 5, 2, 1, on=date(2026, 11, 19)),
    Per.EMPLOYEE: Total(4, 0, 3, 1, 0, by=number(1), name="drs. M. Bos", function="gp"),
    Per.DOSSIER: Total(2, 1, 1, 1, 0, file=number(3), number="P0000015982"),
}
LOOK = Line(
    number=0,
    id=number(5),
    at=AT,
    action=Action.REQUEST_REVIEW,
    refused=False,
    own=False,
    outside=False,
    kind=ActorKind.EMPLOYEE.value,
    function=Function.GP.value,
    organisation="De Linde",
    practice=number(9),
    name="drs. M. Bos",
    section="dossier",
    emergency=True,
    reason="",
)
ELSEWHERE = msgspec.structs.replace(
    LOOK,
    id=number(6),
    action=Action.ELSEWHERE_READ,
    kind=ActorKind.ELSEWHERE.value,
    function="Verpleegkundig specialist",
    organisation="Huisartsenpost West",
    system="Praktijksysteem De Linde",
    name="K. Wolf",
    emergency=False,
)
OWN = msgspec.structs.replace(
    LOOK, id=number(7), own=True, kind="person", function="patient", name="", emergency=False
)
LINES = tuple(Listed(one, number(1), number(3), "P0000015982") for one in (LOOK, ELSEWHERE, OWN))
SEEN = SeenForm(reason="Vraag van de patiënt")


def overview_of(per: Per, language: str) -> msgspec.Struct:
    """Give one of the three overviews."""
    by = number(1) if per is Per.DOSSIER else None
    asked = Asked(per=WORDS[per], by=str(by or ""))
    return views.overview((asked, Wanted(WEEK, by)), [TOTALS[per]], WEEK.last, language)


def overview_empty(language: str) -> msgspec.Struct:
    """Give the overview of a time without lines, after a file that would be too long."""
    told = views.too_many(language)
    return views.overview((Asked(), Wanted(WEEK)), [], WEEK.last, language, told)


def asking(language: str) -> msgspec.Struct:
    """Give the page that asks why."""
    return views.ask_why((number(3), "P0000015982"), SeenForm(), {}, language)


def asking_again(language: str) -> msgspec.Struct:
    """Give it with a fault."""
    faults = {"reason": "Kijk dit na."}
    return views.ask_why((number(3), "P0000015982"), SeenForm(reason="x"), faults, language)


def seen(language: str) -> msgspec.Struct:
    """Give the lines of one patient."""
    return views.seen(WILMA, Page(LINES, (AT, number(5))), SEEN, language)


def seen_nothing(language: str) -> msgspec.Struct:
    """Give the page when there are none."""
    return views.seen(WILMA, Page((), None), SEEN, language)


DRAWN = DrawnLine(
    id=number(8),
    look=LINES[0],
    person=number(2),
    name=PersonName("Wilma", "van", "Zon"),
    month=date(2026, 10, 1),
    flags=(Flag.EMERGENCY, Flag.AFTER_HOURS),
    due_on=date(2026, 12, 3),
    outcome=Outcome.WAITING,
)
DRAWS = (Draw(number(4), date(2026, 9, 1), 400, 60, 59, 1, AT),)
MADE = {
    outcome: msgspec.structs.replace(DRAWN, id=number(20 + place), outcome=outcome, flags=())
    for place, outcome in enumerate(Outcome)
}
LATE = msgspec.structs.replace(DRAWN, id=number(30), due_on=date(2026, 11, 3))


def checks_page(language: str) -> msgspec.Struct:
    """Give a list with lines of every kind, before the draw of last month."""
    drawn = [DRAWN, LATE, *MADE.values()]
    return checks.listed((drawn, 2), DRAWS, WEEK.last, language)


def checks_empty(language: str) -> msgspec.Struct:
    """Give the list when last month was drawn and nothing waits."""
    draws = [msgspec.structs.replace(DRAWS[0], month=date(2026, 10, 1))]
    return checks.listed(([], 0), draws, WEEK.last, language)


def check_page(language: str) -> msgspec.Struct:
    """Give one line."""
    return checks.one(DRAWN, VerdictForm(), {}, language)


def check_faults(language: str) -> msgspec.Struct:
    """Give it with faults, after somebody was asked."""
    asked = msgspec.structs.replace(MADE[Outcome.ASKED], note="Gevraagd aan M. Bos.")
    faults = dict.fromkeys(("outcome", "note"), "Kijk dit na.")
    return checks.one(asked, VerdictForm(), faults, language)


def check_judged(language: str) -> msgspec.Struct:
    """Give a line with an outcome for good."""
    told = msgspec.structs.replace(MADE[Outcome.UNLAWFUL], told_at=AT)
    return checks.one(told, None, {}, language)


def check_to_tell(language: str) -> msgspec.Struct:
    """Give a line whose patient has to be told."""
    return checks.one(MADE[Outcome.UNLAWFUL], None, {}, language)


def check_told_nothing(language: str) -> msgspec.Struct:
    """Give it after nothing was written."""
    faults = {"words": "Schrijf op wat u de patiënt vertelt."}
    return checks.one(MADE[Outcome.UNLAWFUL], TellForm(), faults, language)


HERE = Patient(
    id=number(3),
    person=number(2),
    practice=number(9),
    practice_name="De Linde",
    practice_phone="030 123 45 67",
    number="P0000015982",
    name=PersonName("Wilma", "van", "Zon"),
    born="1970-04",
)


def copy_asked(language: str) -> msgspec.Struct:
    """Give the form of a copy of the whole file."""
    return copy_page(HERE, CopyForm(), {}, language)


def copy_fault(language: str) -> msgspec.Struct:
    """Give it with a fault."""
    return copy_page(HERE, CopyForm("x"), {"explanation": "Kijk dit na."}, language)


OVERSIGHT: dict[str, Example] = {
    "copy": ("practice/patient_copy.html", copy_asked),
    "copy-fault": ("practice/patient_copy.html", copy_fault),
    "checks": ("practice/checks.html", checks_page),
    "checks-empty": ("practice/checks.html", checks_empty),
    "check": ("practice/check.html", check_page),
    "check-faults": ("practice/check.html", check_faults),
    "check-judged": ("practice/check.html", check_judged),
    "check-tell": ("practice/check.html", check_to_tell),
    "check-tell-fault": ("practice/check.html", check_told_nothing),
    "log-per-day": ("practice/log.html", lambda language: overview_of(Per.DAY, language)),
    "log-per-employee": ("practice/log.html", lambda language: overview_of(Per.EMPLOYEE, language)),
    "log-per-dossier": ("practice/log.html", lambda language: overview_of(Per.DOSSIER, language)),
    "log-empty": ("practice/log.html", overview_empty),
    "log-of-one-why": ("practice/patient_log.html", asking),
    "log-of-one-why-wrong": ("practice/patient_log.html", asking_again),
    "log-of-one": ("practice/patient_log.html", seen),
    "log-of-one-empty": ("practice/patient_log.html", seen_nothing),
}
