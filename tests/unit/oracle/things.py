"""What is shown of a file, once more: read from the guideline, every kind of thing by itself."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, datetime

from consent.model import Agreements, Grant, Section
from publishing.visibility import (
    Belongs,
    EpisodeFacts,
    LetterFacts,
    LineFacts,
    ReportFacts,
    ResultFacts,
)
from unit.oracle.law import day_of

SEEN_OR_SPOKEN = {"01", "02", "03", "04", "05", "06", "12"}
WITHOUT_PATIENT = {"08", "09", "11"}


def why_no_episode(grant: Grant, one: EpisodeFacts) -> set[str]:
    """Give the names of all that keeps an episode hidden."""
    found = _where(grant, Belongs((one,)), [one.confidentiality], Section.JOURNAL)
    return found | _when(_rests(grant.agreements, one), "closed")


def why_no_line(grant: Grant, one: LineFacts) -> set[str]:
    """Give the names of all that keeps a line of the journal hidden."""
    codes = [one.confidentiality, one.contact.confidentiality]
    found = _where(grant, one.belongs, codes, Section.JOURNAL)
    if grant.agreements.closed_episodes == "attention":
        # With "notes", the line itself is what shows its closed episode.
        rests = (_rests(grant.agreements, each) for each in one.belongs.episodes)
        found |= _when(any(rests), "closed")
    found |= _when(str(one.kind) not in "EP", "kind")
    found |= _when(not one.visible, "line")
    found |= _when(one.superseded, "superseded")
    start = grant.agreements.journal_from
    early = start is None or one.recorded_on is None or (start - one.recorded_on).days > 0
    found |= _when(early, "start_date")
    return found | _when(_apart(grant.agreements, one), "contact")


def _apart(agreements: Agreements, one: LineFacts) -> bool:
    """Tell whether a line was written without the patient, in a practice that keeps that inside."""
    said, kind = one.contact.is_shown, one.contact.kind
    if said is not None:
        return not said
    return kind not in SEEN_OR_SPOKEN and kind != "" and not agreements.without_contact


def why_no_letter(grant: Grant, one: LetterFacts) -> set[str]:
    """Give the names of all that keeps a letter hidden."""
    found = _where(grant, one.belongs, [one.confidentiality], Section.LETTERS)
    found |= _when(one.category == "epd_transfer", "transfer")
    found |= _when(all(one.category != each for each in _shared(grant)), "category")
    found |= _when(not _has_come(one.accorded_at, grant.at), "accord")
    return found | _when(one.superseded, "superseded") | _when(one.withdrawn, "withdrawn")


def _shared(grant: Grant) -> list[str]:
    return [str(each) for each in grant.agreements.letter_categories]


def why_no_report(grant: Grant, one: ReportFacts) -> set[str]:
    """Give the names of all that keeps a whole report hidden."""
    spoken = [each for each in one.results if each.was_judged or not each.superseded]
    found: set[str] = set()
    for each in spoken:
        found |= _where(grant, each.belongs, [each.confidentiality], Section.RESULTS)
    found |= _where(grant, Belongs(), [one.confidentiality], Section.RESULTS)
    acted = _has_come(one.visible_from, grant.at) or one.invited
    found |= _when(not acted, "publication")
    current = [x for x in one.results if x.published and not (x.superseded or x.withdrawn)]
    found |= _when(not one.invited and not current, "superseded")
    final = [x for x in current if not _may_change(grant, one, x)]
    waits = any(x.published and _may_change(grant, one, x) for x in one.results)
    found |= _when(not one.invited and waits and not final, "status")
    found |= _when(_patient_waits(one), "pace")
    return found | _when(_is_old(grant, one), "window")


def why_no_result(grant: Grant, report: ReportFacts, one: ResultFacts) -> set[str]:
    """Give the names of all that keeps the value of one result hidden."""
    found = why_no_report(grant, report)
    found |= _when(report.invited or not one.published, "publication")
    found |= _when(_may_change(grant, report, one), "status")
    return found | _when(one.superseded, "superseded") | _when(one.withdrawn, "withdrawn")


def _may_change(grant: Grant, report: ReportFacts, one: ResultFacts) -> bool:
    """Tell whether a value is not final, in a sort of which the practice shows final ones alone."""
    shows_early = str(report.category) in {str(each) for each in grant.agreements.preliminary}
    return one.preliminary and not shows_early


def _patient_waits(one: ReportFacts) -> bool:
    """Tell whether the patient asked beforehand to be kept waiting, and still is."""
    if one.wish is None or one.invited:
        return False
    beforehand = one.visible_from is None or not one.visible_from < one.wish.chosen_at
    over = {"after_talk": one.is_discussed or one.is_opened, "warn": one.is_opened, "at_once": True}
    return beforehand and not over[str(one.wish.pace)]


def _is_old(grant: Grant, one: ReportFacts) -> bool:
    """Tell whether a report came before the release and lies before its months, undecided."""
    # A file that is not released is looked at as if it were released now.
    release = grant.released_at if grant.released_at is not None else grant.at
    if one.visible_from is not None or one.invited or one.came_at is None:
        return False
    if one.came_at >= release:
        return False
    edge = earlier(day_of(release), grant.agreements.history_months)
    return one.taken_on is None or one.taken_on < edge


def earlier(day: date, months: int) -> date:
    """Go back month by month, and stay in the month that is reached."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _has_come(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and now >= moment


def _where(grant: Grant, place: Belongs, codes: list[str], section: Section) -> set[str]:
    """Judge by where a thing stands, and by where it stood: nothing moves into the light."""
    every = [*place.episodes, *place.former]
    found = _when(section not in grant.sections, "facility")
    codes = [*codes, *(each.confidentiality for each in every)]
    found |= _when("V" in codes, "confidential")
    found |= _when(_one(every, lambda each: not each.visible), "episode")
    found |= _when(_one(every, lambda each: each.id in grant.left_out), "left_out")
    return found | _when(place.is_unknown, "unknown")


def _rests(agreements: Agreements, one: EpisodeFacts) -> bool:
    """Tell whether an episode is over, and has nothing that is still good to know."""
    if not one.is_closed or one.attention or agreements.closed_episodes == "all":
        return False
    return not (agreements.closed_episodes == "notes" and one.has_notes)


def _one(every: Iterable[EpisodeFacts], test: Callable[[EpisodeFacts], bool]) -> bool:
    return any(test(each) for each in every)


def _when(holds: bool, name: str) -> set[str]:
    return {name} if holds else set()
