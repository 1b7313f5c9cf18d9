"""Letters: shown from the moment that somebody accorded them, if of a sort that is shared."""

from datetime import datetime

import msgspec

from consent.model import Grant, LetterCategory, Section
from publishing.visibility.model import BELONGING, Belongs, Gate, Rules, closed


class LetterFacts(msgspec.Struct, frozen=True):
    """What decides about a letter; `accorded_at` None means nobody has."""

    accorded_at: datetime | None
    belongs: Belongs = Belongs()
    superseded: bool = False
    withdrawn: bool = False
    confidentiality: str = ""
    category: LetterCategory = LetterCategory.OTHER

    @property
    def secrecy(self) -> frozenset[str]:
        """The code of the letter."""
        return frozenset({self.confidentiality})


LETTER: Rules[LetterFacts] = {
    Gate.FACILITY: lambda grant, _: Section.LETTERS not in grant.sections,
    Gate.TRANSFER: lambda _, facts: not facts.category.can_be_shared,
    Gate.CATEGORY: lambda grant, facts: facts.category not in grant.agreements.letter_categories,
    **BELONGING,
    Gate.ACCORD: lambda grant, facts: facts.accorded_at is None or facts.accorded_at > grant.at,
    Gate.SUPERSEDED: lambda _, facts: facts.superseded,
    Gate.WITHDRAWN: lambda _, facts: facts.withdrawn,
}


def letter_gates(grant: Grant, facts: LetterFacts) -> frozenset[Gate]:
    """Give the gates that hide a letter; none: it is shown."""
    return closed(LETTER, grant, facts)
