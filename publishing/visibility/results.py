"""Reports and their results: shown by a clinician's act, which speaks of all of a report."""

from datetime import date, datetime

import msgspec

from consent.dates import months_before, today
from consent.model import Grant, Section
from publishing.visibility.model import BELONGING, Belongs, Gate, Rules, closed


class ResultFacts(msgspec.Struct, frozen=True):
    """
    What decides about one result; `published` when the publication has it ticked.

    `was_judged` is for a version that was still in force at the act: its conclusion spoke of it.
    """

    published: bool
    belongs: Belongs = Belongs()
    superseded: bool = False
    withdrawn: bool = False
    was_judged: bool = False
    confidentiality: str = ""

    @property
    def counts(self) -> bool:
        """Whether its report is about it."""
        return self.was_judged or not self.superseded


class ReportFacts(msgspec.Struct, frozen=True):
    """
    What decides about a report: its current publication and its results.

    `visible_from` None means no publication shows values; `invited` that the patient is asked to
    come and sees no value. `came_at` (UTC) is when it came in, `taken_on` the day of the sample.
    """

    visible_from: datetime | None
    invited: bool
    results: tuple[ResultFacts, ...]
    came_at: datetime | None = None
    taken_on: date | None = None
    confidentiality: str = ""

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
    first_day = months_before(today(released_at), grant.agreements.history_months)
    return facts.taken_on is None or facts.taken_on < first_day


def _has_nothing(_grant: Grant, facts: ReportFacts) -> bool:
    current = (one.published and not one.superseded and not one.withdrawn for one in facts.results)
    return not facts.invited and not any(current)


REPORT: Rules[ReportFacts] = {
    Gate.FACILITY: lambda grant, _: Section.RESULTS not in grant.sections,
    **BELONGING,
    Gate.PUBLICATION: _waits,
    Gate.WINDOW: _is_history,
    Gate.SUPERSEDED: _has_nothing,
}
RESULT: Rules[OneResult] = {
    Gate.PUBLICATION: lambda _, facts: facts.report.invited or not facts.result.published,
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
