"""Lines of the journal: E and P from the start date on, made in contact with the patient."""

from datetime import date

import msgspec

from consent.model import ClosedEpisodes, Grant, Section
from publishing.model import LineKind
from publishing.visibility.model import BELONGING, Belongs, Gate, Rules, closed

SHOWN_KINDS = frozenset({LineKind.EVALUATION, LineKind.PLAN})
WITH_PATIENT = frozenset({"", "01", "02", "03", "04", "05", "06", "12"})
"""
Visits, consultations, calls and e-consultations, and what says nothing of it. Source: NHG table 14.

Not among them: desk work (08), deliberation (09), a memo (11), and codes that we do not know.
"""


class ContactFacts(msgspec.Struct, frozen=True):
    """
    The contact in which a line was written; `kind` is a code of NHG table 14.

    `is_shown` is what the practice says of this one, None where its kind decides.
    """

    kind: str = ""
    confidentiality: str = ""
    is_shown: bool | None = None


class LineFacts(msgspec.Struct, frozen=True):
    """What decides about a journal line; `recorded_on` None means no date was stated."""

    kind: LineKind
    recorded_on: date | None
    belongs: Belongs = Belongs()
    contact: ContactFacts = ContactFacts()
    visible: bool = True
    superseded: bool = False
    confidentiality: str = ""

    @property
    def secrecy(self) -> frozenset[str]:
        """The codes of the line and of its contact."""
        return frozenset({self.confidentiality, self.contact.confidentiality})


def is_desk_work(grant: Grant, contact: ContactFacts) -> bool:
    """Tell whether what was made in a contact is hidden, because the patient was not there."""
    if contact.is_shown is not None:
        return not contact.is_shown
    return contact.kind not in WITH_PATIENT and not grant.agreements.without_contact


def _is_early(grant: Grant, facts: LineFacts) -> bool:
    start = grant.journal_from
    return start is None or facts.recorded_on is None or facts.recorded_on < start


def _rests(grant: Grant, facts: LineFacts) -> bool:
    # Where closed episodes with notes are shown, the line itself is the reason.
    strict = grant.agreements.closed_episodes is ClosedEpisodes.ATTENTION
    return strict and any(one.is_closed and not one.attention for one in facts.belongs.episodes)


LINE: Rules[LineFacts] = {
    Gate.FACILITY: lambda grant, _: Section.JOURNAL not in grant.sections,
    Gate.KIND: lambda _, facts: facts.kind not in SHOWN_KINDS,
    **BELONGING,
    Gate.CLOSED: _rests,
    Gate.LINE: lambda _, facts: not facts.visible,
    Gate.CONTACT: lambda grant, facts: is_desk_work(grant, facts.contact),
    Gate.START_DATE: _is_early,
    Gate.SUPERSEDED: lambda _, facts: facts.superseded,
}


def line_gates(grant: Grant, facts: LineFacts) -> frozenset[Gate]:
    """Give the gates that hide a journal line; none: it is shown."""
    return closed(LINE, grant, facts)
