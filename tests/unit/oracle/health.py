"""Medicines and the like, and measurements, once more: drawn at random and judged by the rules."""

import random
from datetime import date, timedelta

from consent.model import Grant, Section
from publishing.visibility import ContactFacts, MeasurementFacts, SummaryFacts
from unit.oracle import files
from unit.oracle.law import day_of
from unit.oracle.things import SEEN_OR_SPOKEN, earlier

SUMMARY = (Section.MEDICATION, Section.HYPERSENSITIVITIES, Section.VACCINATIONS)
EDGES = (date(2025, 2, 28), date(2025, 3, 1), date(2025, 1, 31), date(2026, 2, 28))
DAYS = tuple(edge + timedelta(days=off) for edge in EDGES for off in (-1, 0, 1))


def item(chance: random.Random) -> SummaryFacts:
    """Draw an item of the summary, medicines most of all."""
    return SummaryFacts(
        section=chance.choice((*SUMMARY, Section.MEDICATION)),
        has_ended=chance.random() < 0.4,
        begun_on=chance.choice((None, *DAYS)),
        ended_on=chance.choice((None, None, None, *DAYS, date(2027, 1, 1))),
        belongs=files.belongs(chance),
        visible=not files.seldom(chance),
        superseded=files.seldom(chance),
        confidentiality=chance.choice(files.CODES),
    )


def measurement(chance: random.Random) -> MeasurementFacts:
    """Draw a measurement, around the edge of its months."""
    contact = ContactFacts(
        chance.choice(files.KINDS),
        chance.choice(files.CODES),
        chance.choice((None, None, None, True, False)),
    )
    return MeasurementFacts(
        taken_on=chance.choice((*DAYS, *[date(2026, 3, 1)] * 9)),
        belongs=files.belongs(chance),
        contact=contact,
        visible=not files.seldom(chance),
        superseded=files.seldom(chance),
        confidentiality=chance.choice(files.CODES),
    )


def why_no_item(grant: Grant, one: SummaryFacts) -> set[str]:
    """Give the names of all that keeps an item hidden: a hidden episode is none of them."""
    found = {"facility"} if one.section not in grant.sections else set()
    found |= {"confidential"} if one.confidentiality == "V" else set()
    found |= set() if one.visible else {"line"}
    found |= {"superseded"} if one.superseded else set()
    if grant.left_out:
        kept_from = {each.id for each in one.belongs.episodes} & grant.left_out
        found |= {"left_out"} if kept_from or one.belongs.is_unknown else set()
    stopped = one.has_ended or one.ended_on is not None
    if str(one.section) == "medication" and stopped:
        last = one.begun_on if one.ended_on is None else one.ended_on
        found |= {"window"} if last is None or last < _edge(grant) else set()
    return found


def why_no_measurement(grant: Grant, one: MeasurementFacts) -> set[str]:
    """Give the names of all that keeps a measurement hidden: it follows its contact."""
    every = [*one.belongs.episodes, *one.belongs.former]
    codes = {one.confidentiality, one.contact.confidentiality}
    codes |= {each.confidentiality for each in every}
    said, kind = one.contact.is_shown, one.contact.kind
    alone = kind not in {*SEEN_OR_SPOKEN, ""} and not grant.agreements.without_contact
    closed = {
        "facility": Section.MEASUREMENTS not in grant.sections,
        "confidential": "V" in codes,
        "episode": not all(each.visible for each in every),
        "left_out": bool({each.id for each in every} & grant.left_out),
        "unknown": one.belongs.is_unknown,
        "line": not one.visible,
        "contact": alone if said is None else not said,
        "window": one.taken_on < _edge(grant),
        "superseded": one.superseded,
    }
    return {name for name, is_closed in closed.items() if is_closed}


def _edge(grant: Grant) -> date:
    release = grant.released_at if grant.released_at is not None else grant.at
    return earlier(day_of(release), grant.agreements.history_months)
