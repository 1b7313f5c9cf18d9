"""
Whether one thing is shown to the holder of a grant: once in Python, once as a condition in SQL.

Both are short and written by hand; a differential test holds them together. `shown` names every
gate that spoke; the conditions serve lists. What belongs to the person (release, age) has been
decided by `consent.policy` and is carried by the grant.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from consent.model import Grant, Section
from publishing.model import LineKind

SHOWN_KINDS = frozenset({LineKind.EVALUATION, LineKind.PLAN})


class Gate(StrEnum):
    """What can keep a thing hidden; every member has a text for the practice."""

    ACCORD = "accord"
    EPISODE = "episode"
    FACILITY = "facility"
    KIND = "kind"
    LINE = "line"
    PUBLICATION = "publication"
    START_DATE = "start_date"
    SUPERSEDED = "superseded"
    UNKNOWN_EPISODE = "unknown_episode"
    WITHDRAWN = "withdrawn"


class EpisodeFacts(msgspec.Struct, frozen=True):
    """What is known of the episode a thing belongs to; `visible` is None when it has none."""

    visible: bool | None = None
    is_unknown: bool = False


class LineFacts(msgspec.Struct, frozen=True):
    """What decides about a journal line; `recorded_on` None means no date was stated."""

    kind: LineKind
    recorded_on: date | None
    episode: EpisodeFacts = EpisodeFacts()
    visible: bool = True
    superseded: bool = False


class ResultFacts(msgspec.Struct, frozen=True):
    """What decides about one result; `published` when the publication has it ticked."""

    published: bool
    episode: EpisodeFacts = EpisodeFacts()
    superseded: bool = False
    withdrawn: bool = False


class ReportFacts(msgspec.Struct, frozen=True):
    """
    What decides about a report: its current publication and its results.

    `visible_from` None means no publication shows values; `invited` that the patient is asked to
    come and sees no value.
    """

    visible_from: datetime | None
    invited: bool
    results: tuple[ResultFacts, ...]


class LetterFacts(msgspec.Struct, frozen=True):
    """What decides about a letter; `accorded_at` None means nobody has."""

    accorded_at: datetime | None
    episode: EpisodeFacts = EpisodeFacts()
    superseded: bool = False
    withdrawn: bool = False


def episode_gates(grant: Grant, *, visible: bool) -> frozenset[Gate]:
    """Give the gates that hide an episode; none: it is shown."""
    return _gates(
        {
            Gate.FACILITY: Section.JOURNAL not in grant.sections,
            Gate.EPISODE: not visible,
        }
    )


def line_gates(grant: Grant, facts: LineFacts) -> frozenset[Gate]:
    """Give the gates that hide a journal line; none: it is shown."""
    start = grant.journal_from
    return _gates(
        {
            Gate.FACILITY: Section.JOURNAL not in grant.sections,
            Gate.KIND: facts.kind not in SHOWN_KINDS,
            Gate.START_DATE: not _has_begun(start, facts.recorded_on),
            Gate.LINE: not facts.visible,
            Gate.SUPERSEDED: facts.superseded,
        }
    ) | _episode(facts.episode)


def report_gates(grant: Grant, facts: ReportFacts) -> frozenset[Gate]:
    """
    Give the gates that hide a report; none: it is shown.

    One result that belongs to a hidden episode hides the whole report, because the conclusion
    speaks of all of it.
    """
    planned = facts.visible_from is None or facts.visible_from > grant.at
    gates = _gates(
        {
            Gate.FACILITY: Section.RESULTS not in grant.sections,
            Gate.PUBLICATION: planned and not facts.invited,
            Gate.SUPERSEDED: not facts.invited and not any(map(_is_current, facts.results)),
        }
    )
    return gates.union(*(_episode(one.episode) for one in facts.results if not one.superseded))


def result_gates(grant: Grant, report: ReportFacts, facts: ResultFacts) -> frozenset[Gate]:
    """Give the gates that hide one result of a report; none: it is shown."""
    return report_gates(grant, report) | _gates(
        {
            Gate.PUBLICATION: report.invited or not facts.published,
            Gate.SUPERSEDED: facts.superseded,
            Gate.WITHDRAWN: facts.withdrawn,
        }
    )


def letter_gates(grant: Grant, facts: LetterFacts) -> frozenset[Gate]:
    """Give the gates that hide a letter; none: it is shown."""
    return _gates(
        {
            Gate.FACILITY: Section.LETTERS not in grant.sections,
            Gate.ACCORD: facts.accorded_at is None or facts.accorded_at > grant.at,
            Gate.SUPERSEDED: facts.superseded,
            Gate.WITHDRAWN: facts.withdrawn,
        }
    ) | _episode(facts.episode)


def _has_begun(start: date | None, recorded_on: date | None) -> bool:
    return start is not None and recorded_on is not None and recorded_on >= start


def _is_current(facts: ResultFacts) -> bool:
    return facts.published and not facts.superseded and not facts.withdrawn


def _episode(facts: EpisodeFacts) -> frozenset[Gate]:
    return _gates(
        {
            Gate.EPISODE: facts.visible is False,
            Gate.UNKNOWN_EPISODE: facts.is_unknown,
        }
    )


def _gates(closed: dict[Gate, bool]) -> frozenset[Gate]:
    return frozenset(gate for gate, is_closed in closed.items() if is_closed)


# The same in SQL. `g` is a grant, `e` the episode of the thing (left join), $2 the moment.
# A comparison with an absent start date or moment is null, and so not shown.
GRANTS = (
    "with g as (select * from jsonb_to_recordset($1::jsonb) as g("
    "patient uuid, journal boolean, results boolean, letters boolean, journal_from date))"
)
EPISODE_SHOWN = "g.journal and e.visible_to_patient"
LINE_SHOWN = (
    "g.journal and l.kind in ('E', 'P') and l.recorded_on >= g.journal_from"
    " and l.visible_to_patient and l.superseded_at is null"
    " and not l.has_unknown_episode and coalesce(e.visible_to_patient, true)"
)
RESULT_SHOWN = "r.superseded_at is null and r.status <> 'withdrawn'"
REPORT_SHOWN = (
    "g.results and pb.ended_at is null"
    " and (pb.act = 'invite' or (pb.visible_from <= $2 and exists ("
    "select 1 from published_result pr join result r on r.id = pr.result"
    f" where pr.publication = pb.id and {RESULT_SHOWN})))"
    " and not exists (select 1 from result x left join episode e on e.id = x.episode"
    " where x.report = pb.report and x.superseded_at is null"
    " and (x.has_unknown_episode or not coalesce(e.visible_to_patient, true)))"
)
# A value: of a result `r` in a publication `pb` of a report; an invitation shows none.
VALUE_SHOWN = f"{REPORT_SHOWN} and pb.act <> 'invite' and {RESULT_SHOWN}"
LETTER_SHOWN = (
    "g.letters and l.accorded_at <= $2 and l.superseded_at is null and l.status = 'current'"
    " and not l.has_unknown_episode and coalesce(e.visible_to_patient, true)"
)


def grant_rows(grants: Sequence[Grant]) -> str:
    """Give the grants as $1 of the conditions: a JSON list, one object per file."""
    return msgspec.json.encode([_grant_row(grant) for grant in grants]).decode()


def _grant_row(grant: Grant) -> dict[str, object]:
    return {
        "patient": grant.patient,
        "journal": Section.JOURNAL in grant.sections,
        "results": Section.RESULTS in grant.sections,
        "letters": Section.LETTERS in grant.sections,
        "journal_from": grant.journal_from,
    }
