"""An example of every page about what was put aside, with an invented sender and patient."""

import msgspec

from portal.practice.pages.parts import Notice
from portal.practice.quarantine import views
from portal.practice.quarantine.forms import LinkForm, check
from publishing.filing.aside import Aside, AsideItem, Waiting
from publishing.intake.faults import FaultReason
from publishing.intake.reader import read
from support import hl7
from support.stage import bsn
from unit.practice.examples import AT, Example, number

WAITING = (
    Waiting(number(1), "lab-zon", AT, 12, ("name_contradicts", "born_contradicts")),
    Waiting(number(2), "his", AT, 1, ("test_message",)),
    Waiting(number(3), "his", AT, 0, (), "json_broken"),
)
ASIDE = Aside(
    id=number(1),
    source=number(9),
    source_name="lab-zon",
    practice=number(8),
    received_at=AT,
    content_type="application/hl7-v2",
    body=b"",
    unreadable="",
    note="encoding_differs",
    items=tuple(
        AsideItem(number(place), f"OBX[{place}]", "Observation", reason.value, f"PID[1]-{place}")
        for place, reason in enumerate(FaultReason, 1)
    ),
    known=frozenset(),
    stated_by="C. van den Zandstrand-Achterdijk",
)
BODY = hl7.body(hl7.header(), hl7.pid(bsn(0)), hl7.obr(), hl7.obx())


def quarantine(language: str) -> msgspec.Struct:
    """Give a list with everything that can wait."""
    return views.page(WAITING, language, Notice("ok", "Het bericht is van de lijst"))


def quarantine_empty(language: str) -> msgspec.Struct:
    """Give the list when nothing waits."""
    return views.page((), language, None)


def aside_page(language: str) -> msgspec.Struct:
    """Give a message with every reason there is, and a form with every fault."""
    form = LinkForm(number="x", how="zomaar")
    _, faults = check(form)
    items = read(BODY)
    assert isinstance(items, list)
    return views.one(ASIDE, items, (form, faults), language, None)


def aside_unreadable(language: str) -> msgspec.Struct:
    """Give a message of which nothing could be read."""
    broken = msgspec.structs.replace(ASIDE, unreadable="xml_doctype", items=(), note="")
    return views.one(broken, (), (LinkForm(), ()), language, None)


def aside_garbled(language: str) -> msgspec.Struct:
    """Give a message of which all was filed, with texts that somebody should look at."""
    filed = msgspec.structs.replace(ASIDE, items=(), note="text_garbled")
    return views.one(filed, (), (LinkForm(), ()), language, None)


QUARANTINE: dict[str, Example] = {
    "quarantine": ("practice/quarantine.html", quarantine),
    "quarantine-empty": ("practice/quarantine.html", quarantine_empty),
    "aside": ("practice/aside.html", aside_page),
    "aside-garbled": ("practice/aside.html", aside_garbled),
    "aside-unreadable": ("practice/aside.html", aside_unreadable),
}
