"""Reports and their results: shown by a clinician's act, which speaks of all of a report."""

from datetime import date, datetime

import msgspec

from consent.model import Grant, ResultCategory, Section
from publishing.model import Pace
from publishing.visibility.model import BELONGING, Belongs, Gate, Rules, closed
from publishing.visibility.window import first_day


class ResultFacts(msgspec.Struct, frozen=True):
    """
    What decides about one result; `published` when the publication has it ticked.

    `was_judged` is for a version that was still in force at the act: its conclusion spoke of it.
    `preliminary` is for a value that the laboratory may still change.
    """

    published: bool
    belongs: Belongs = Belongs()
    superseded: bool = False
    withdrawn: bool = False
    was_judged: bool = False
    confidentiality: str = ""
    preliminary: bool = False

    @property
    def counts(self) -> bool:
        """Whether its report is about it."""
        return self.was_judged or not self.superseded


class Wish(msgspec.Struct, frozen=True):
    """At which pace the patient wants to see this category, and since when they do (UTC)."""

    pace: Pace
    chosen_at: datetime


class ReportFacts(msgspec.Struct, frozen=True):
    """
    What decides about a report: its current publication and its results.

    `visible_from` None means no publication shows values; `invited` that the patient is asked to
    come and sees no value. `came_at` (UTC) is when it came in, `taken_on` the day of the sample.
    `wish` is what the patient chose, None for at once; `is_opened` that they opened it themselves,
    `is_discussed` that a clinician ticked so since it last changed.
    """

    visible_from: datetime | None
    invited: bool
    results: tuple[ResultFacts, ...]
    came_at: datetime | None = None
    taken_on: date | None = None
    confidentiality: str = ""
    category: ResultCategory = ResultCategory.LABORATORY
    wish: Wish | None = None
    is_opened: bool = False
    is_discussed: bool = False

    @property
    def belongs(self) -> Belongs:
        """The episodes of all that its conclusion speaks of."""
        found = [one.belongs for one in self.results if one.counts]
        return Belongs(
            tuple(episode for one in found for episode in one.episodes),
            tuple(episode for one in found for episode in one.former),
            any(one.is_unknown for one in found),
        )

    @property
    def secrecy(self) -> frozenset[str]:
        """The codes of the report and of all that its conclusion speaks of."""
        codes = {one.confidentiality for one in self.results if one.counts}
        return frozenset({self.confidentiality, *codes})


class OneResult(msgspec.Struct, frozen=True):
    """One result of a report."""

    report: ReportFacts
    result: ResultFacts


def _waits(grant: Grant, facts: ReportFacts) -> bool:
    planned = facts.visible_from is None or facts.visible_from > grant.at
    return planned and not facts.invited


def _is_history(grant: Grant, facts: ReportFacts) -> bool:
    """Tell whether it came before the release, is too old, and nobody decided about it."""
    decided = facts.visible_from is not None or facts.invited
    released_at = grant.released_at or grant.at
    if decided or facts.came_at is None or facts.came_at >= released_at:
        return False
    return facts.taken_on is None or facts.taken_on < first_day(grant)


def _current(facts: ReportFacts) -> list[ResultFacts]:
    return [
        one for one in facts.results if one.published and not one.superseded and not one.withdrawn
    ]


def _has_nothing(_grant: Grant, facts: ReportFacts) -> bool:
    return not facts.invited and not _current(facts)


def _is_early(grant: Grant, facts: OneResult) -> bool:
    """Tell whether a value is shown only when it is final, and is not."""
    allowed = facts.report.category in grant.agreements.preliminary
    return facts.result.preliminary and not allowed


def _is_all_early(grant: Grant, facts: ReportFacts) -> bool:
    early = [one for one in facts.results if _is_early(grant, OneResult(facts, one))]
    held = any(one.published for one in early)
    return not facts.invited and held and all(one in early for one in _current(facts))


def _keeps_pace(_grant: Grant, facts: ReportFacts) -> bool:
    """
    Tell whether it waits because the patient wants so; a choice never hides what was there before.

    Whoever acts for the patient waits as well: nobody sees more than the patient.
    """
    wish, since = facts.wish, facts.visible_from
    if wish is None or facts.invited or (since is not None and wish.chosen_at > since):
        return False
    if facts.is_opened or wish.pace is Pace.AT_ONCE:
        return False
    return wish.pace is Pace.WARN or not facts.is_discussed


REPORT: Rules[ReportFacts] = {
    Gate.FACILITY: lambda grant, _: Section.RESULTS not in grant.sections,
    **BELONGING,
    Gate.PUBLICATION: _waits,
    Gate.STATUS: _is_all_early,
    Gate.PACE: _keeps_pace,
    Gate.WINDOW: _is_history,
    Gate.SUPERSEDED: _has_nothing,
}
RESULT: Rules[OneResult] = {
    Gate.PUBLICATION: lambda _, facts: facts.report.invited or not facts.result.published,
    Gate.STATUS: _is_early,
    Gate.SUPERSEDED: lambda _, facts: facts.result.superseded,
    Gate.WITHDRAWN: lambda _, facts: facts.result.withdrawn,
}
"""The gates of one result besides those of its report."""


def report_gates(grant: Grant, facts: ReportFacts) -> frozenset[Gate]:
    """
    Give the gates that hide a report; none: it is shown.

    One result that belongs to a hidden episode hides the whole report, because the conclusion
    speaks of all of it.
    """
    return closed(REPORT, grant, facts)


def result_gates(grant: Grant, report: ReportFacts, facts: ResultFacts) -> frozenset[Gate]:
    """Give the gates that hide one result of a report; none: it is shown."""
    return report_gates(grant, report) | closed(RESULT, grant, OneResult(report, facts))
