"""
Medicines, hypersensitivities and vaccinations: shown whatever episode they stand in.

A medicine of a hidden episode stays visible, because not knowing of it is a danger; what would
tell of the episode is not kept with it. Who acts for another does not see what stands in an
episode that the patient left out for them.
"""

from datetime import date

import msgspec

from consent.model import Grant, Section
from publishing.visibility.model import VERY_RESTRICTED, Belongs, Gate, Rules, closed
from publishing.visibility.window import first_day


class SummaryFacts(msgspec.Struct, frozen=True):
    """What decides about an item; `has_ended` as its sender says, and `ended_on` may lie ahead."""

    section: Section
    has_ended: bool = False
    begun_on: date | None = None
    ended_on: date | None = None
    belongs: Belongs = Belongs()
    visible: bool = True
    superseded: bool = False
    confidentiality: str = ""


def _is_kept_from(grant: Grant, facts: SummaryFacts) -> bool:
    """Tell whether it stands, or may stand, in an episode that is kept from this reader."""
    stands = any(one.id in grant.left_out for one in facts.belongs.episodes)
    return stands or (bool(grant.left_out) and facts.belongs.is_unknown)


def _is_history(grant: Grant, facts: SummaryFacts) -> bool:
    """Tell whether it is a medicine that had stopped long before the release."""
    if facts.section is not Section.MEDICATION or not (facts.has_ended or facts.ended_on):
        return False
    last = facts.ended_on or facts.begun_on
    return last is None or last < first_day(grant)


SUMMARY: Rules[SummaryFacts] = {
    Gate.FACILITY: lambda grant, facts: facts.section not in grant.sections,
    Gate.CONFIDENTIAL: lambda _, facts: facts.confidentiality == VERY_RESTRICTED,
    Gate.LEFT_OUT: _is_kept_from,
    Gate.LINE: lambda _, facts: not facts.visible,
    Gate.WINDOW: _is_history,
    Gate.SUPERSEDED: lambda _, facts: facts.superseded,
}


def summary_gates(grant: Grant, facts: SummaryFacts) -> frozenset[Gate]:
    """Give the gates that hide an item of the summary; none: it is shown."""
    return closed(SUMMARY, grant, facts)
