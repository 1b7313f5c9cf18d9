"""What a practice has agreed on about online inzage: the choices and what holds without one."""

from datetime import date
from enum import StrEnum

import msgspec


class Handling(StrEnum):
    """How a practice handles requests; MANUAL where nothing was chosen."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


class Parents(StrEnum):
    """Up to which age a practice lets parents and guardians look along; never beyond the law."""

    OFF = "off"
    UNDER_12 = "under_12"
    UNDER_16 = "under_16"


class ClosedEpisodes(StrEnum):
    """
    Which closed episodes are shown. Source: NHG online inzage; LHV 2024 for those with notes.

    ATTENTION: with an attention value. NOTES: also those with an E or P line that is shown.
    """

    ALL = "all"
    ATTENTION = "attention"
    NOTES = "notes"


class Agreements(msgspec.Struct, frozen=True):
    """
    What a practice has agreed on, each with a strict side that holds until somebody chooses.

    `journal_from` is the first date of which E and P lines are shown (None: none are).
    `without_contact` shows E and P of desk work, deliberation and memos too. `history_months`
    bounds what was measured before the release and was never decided about. `answer_days` is
    how soon a result is answered; later it is late, and nothing else happens by it.
    `code_by_mail` lets employees log in with a code by mail as the weaker second step.
    Source: OPEN toolkit: 2020-07-01 or the practice's own start.
    """

    journal: bool = False
    results: bool = False
    handling: Handling = Handling.MANUAL
    journal_from: date | None = None
    under_16: bool = False
    names_shown: bool = False
    code_by_mail: bool = False
    parents: Parents = Parents.OFF
    closed_episodes: ClosedEpisodes = ClosedEpisodes.ATTENTION
    without_contact: bool = False
    history_months: int = 14
    answer_days: int = 7

    @property
    def open_for_patients(self) -> bool:
        """Both facilities have to be on before anyone can ask."""
        return self.journal and self.results
