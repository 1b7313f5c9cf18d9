"""The forms of sample checks: which month is drawn, and what came of a line."""

from datetime import date

import msgspec

from consent.oversight.checking import Outcome, Verdict
from portal.practice.forms.reading import FieldFault, Malformed

LONGEST_NOTE = 2000
CHOICES = (Outcome.LAWFUL, Outcome.ASKED, Outcome.UNLAWFUL)


class DrawForm(msgspec.Struct, frozen=True):
    """The month, as YYYY-MM."""

    month: str = ""

    @property
    def first_day(self) -> date:
        """
        Give the first day of the month.

        Raises:
            Malformed: no month, so not sent by our page.

        """
        try:
            return date.fromisoformat(f"{self.month}-01")
        except ValueError:
            raise Malformed("not_a_month", "month") from None


class TellForm(msgspec.Struct, frozen=True):
    """What the patient is told, as typed."""

    words: str = ""

    @property
    def faults(self) -> tuple[FieldFault, ...]:
        """Say what has to be mended: there are words, and no more than somebody reads."""
        if not self.words.strip():
            return (FieldFault("words", "words_missing"),)
        if len(self.words) > LONGEST_NOTE:
            return (FieldFault("words", "words_long"),)
        return ()


class VerdictForm(msgspec.Struct, frozen=True):
    """What came of a line, as typed."""

    outcome: str = ""
    note: str = ""

    @property
    def faults(self) -> tuple[FieldFault, ...]:
        """Say what has to be mended: a choice, and words with all but a lawful look."""
        if self.outcome not in {one.value for one in CHOICES}:
            return (FieldFault("outcome", "outcome_missing"),)
        if len(self.note) > LONGEST_NOTE:
            return (FieldFault("note", "note_long"),)
        if not self.note and self.outcome != Outcome.LAWFUL:
            return (FieldFault("note", "note_missing"),)
        return ()

    @property
    def verdict(self) -> Verdict:
        """Give it as it is decided; only when there are no faults."""
        return Verdict(Outcome(self.outcome), self.note)
