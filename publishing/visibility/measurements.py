"""Measurements: they follow the contact in which they were made, and need no conclusion."""

from datetime import date

import msgspec

from consent.model import Grant, Section
from publishing.visibility.lines import ContactFacts, is_desk_work
from publishing.visibility.model import BELONGING, Belongs, Gate, Rules, closed
from publishing.visibility.window import first_day


class MeasurementFacts(msgspec.Struct, frozen=True):
    """What decides about one measurement; `taken_on` is the day in the Netherlands."""

    taken_on: date
    belongs: Belongs = Belongs()
    contact: ContactFacts = ContactFacts()
    visible: bool = True
    superseded: bool = False
    confidentiality: str = ""

    @property
    def secrecy(self) -> frozenset[str]:
        """The codes of the measurement and of its contact."""
        return frozenset({self.confidentiality, self.contact.confidentiality})


MEASUREMENT: Rules[MeasurementFacts] = {
    Gate.FACILITY: lambda grant, _: Section.MEASUREMENTS not in grant.sections,
    **BELONGING,
    Gate.LINE: lambda _, facts: not facts.visible,
    Gate.CONTACT: lambda grant, facts: is_desk_work(grant, facts.contact),
    Gate.WINDOW: lambda grant, facts: facts.taken_on < first_day(grant),
    Gate.SUPERSEDED: lambda _, facts: facts.superseded,
}


def measurement_gates(grant: Grant, facts: MeasurementFacts) -> frozenset[Gate]:
    """Give the gates that hide a measurement; none: it is shown. Source: NHG online inzage."""
    return closed(MEASUREMENT, grant, facts)
