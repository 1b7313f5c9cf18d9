"""What a practice has agreed on about online inzage: the choices and what holds without one."""

from collections.abc import Iterable
from datetime import date, time
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


class LetterCategory(StrEnum):
    """
    What sort of letter it is; a practice says which of them its patients see.

    EPD_TRANSFER is the whole record on its way to a next practice, with all that nobody has
    looked through: no practice can share it. Source: MijnGezondheid.net, letters.
    """

    DISCHARGE = "discharge"
    EMERGENCY = "emergency"
    EPD_TRANSFER = "epd_transfer"
    MENTAL_HEALTH = "mental_health"
    OTHER = "other"
    OUT_OF_HOURS = "out_of_hours"
    OWN = "own"
    PARAMEDIC = "paramedic"
    REFERRAL = "referral"
    SPECIALIST = "specialist"
    THIRD_PARTY = "third_party"

    @property
    def can_be_shared(self) -> bool:
        """Whether a practice may choose to share it."""
        return self is not LetterCategory.EPD_TRANSFER


SHARED_BY_DEFAULT = frozenset(LetterCategory) - {
    LetterCategory.EPD_TRANSFER,
    LetterCategory.MENTAL_HEALTH,
    LetterCategory.THIRD_PARTY,
}
"""What patients see until a practice chooses; the rest is worth a talk in the team first."""


def shared_letters(chosen: Iterable[str] | None) -> frozenset[LetterCategory]:
    """Read which sorts of letters a practice shares; None: it never chose."""
    return SHARED_BY_DEFAULT if chosen is None else frozenset(map(LetterCategory, chosen))


def hour_of(written: str) -> time | None:
    """Read a time of the clock as it is kept, HH:MM; None where there is none."""
    return time.fromisoformat(written) if written else None


class ResultCategory(StrEnum):
    """What sort of examination a result is of; pace and shown statuses are chosen per sort."""

    ENDOSCOPY = "endoscopy"
    FUNCTION = "function"
    IMAGING = "imaging"
    LABORATORY = "laboratory"
    MICROBIOLOGY = "microbiology"
    OTHER = "other"
    PATHOLOGY = "pathology"


class Agreements(msgspec.Struct, frozen=True):
    """
    What a practice has agreed on, each with a strict side that holds until somebody chooses.

    `journal_from` is the first date of which E and P lines are shown (None: none are).
    `without_contact` shows E and P of desk work, deliberation and memos too. `history_months`
    bounds what was measured before the release and was never decided about. `answer_days` is
    how soon a result is answered; later it is late, and nothing else happens by it.
    `code_by_mail` lets employees log in with a code by mail as the weaker second step.
    `letter_categories` are the sorts of letters that patients see, each still with an accord.
    Of the sorts in `preliminary` a value may be shown before it is final, of those in `pending`
    the patient reads that a result is on its way. `publish_from` is the local time before which
    nothing is shown on the day on which it is published (None: at once).
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
    preliminary: frozenset[ResultCategory] = frozenset()
    pending: frozenset[ResultCategory] = frozenset()
    publish_from: time | None = None
    letter_categories: frozenset[LetterCategory] = SHARED_BY_DEFAULT

    @property
    def open_for_patients(self) -> bool:
        """Both facilities have to be on before anyone can ask."""
        return self.journal and self.results
