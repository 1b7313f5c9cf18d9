"""Medicines and the like, and measurements: the rule in Python and in SQL say the same."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from consent.dates import LOCAL
from consent.model import ClosedEpisodes, Grant, Section
from consent.sections import SUMMARY
from portal.database import SafeEngine
from publishing.measuring import reading as measuring
from publishing.summary import reading as summary
from publishing.visibility import (
    Belongs,
    ContactFacts,
    EpisodeFacts,
    MeasurementFacts,
    SummaryFacts,
    measurement_gates,
    summary_gates,
)
from soak import rounds
from support.kept import item, measurement
from support.stage import START, PatientHere, Stage

KINDS = ("", "03", "08", "09", "12", "99")
# Fourteen months before the release of 4 March 2026 is 4 January 2025.
DAYS = (date(2025, 1, 3), date(2025, 1, 4), date(2025, 1, 5), date(2026, 3, 1))


@pytest.fixture
async def anna(engine: SafeEngine) -> PatientHere:
    stage = await Stage.set()
    found = await stage.patient()
    await found.released()
    return found


class File:
    """A file with what was put in, by the facts that the rule in Python asks."""

    def __init__(self, patient: PatientHere, chance: random.Random) -> None:
        self.patient, self.chance = patient, chance
        self.episodes: list[EpisodeFacts] = []
        self.items: dict[UUID, SummaryFacts] = {}
        self.measurements: dict[UUID, MeasurementFacts] = {}

    def rarely(self, seldom: float = 0.1) -> bool:
        return self.chance.random() < seldom

    async def episode(self) -> None:
        facts = EpisodeFacts(
            visible=not self.rarely(0.3), confidentiality="V" if self.rarely() else ""
        )
        number = await self.patient.episode(
            visible_to_patient=facts.visible, confidentiality=facts.confidentiality
        )
        self.episodes.append(replace(facts, id=number))

    def belongs(self) -> Belongs:
        some = self.chance.sample(self.episodes, self.chance.choice((0, 0, 1, 2)))
        return Belongs(tuple(some), (), self.rarely())

    async def item(self) -> None:
        facts = SummaryFacts(
            section=self.chance.choice((*SUMMARY, Section.MEDICATION)),
            has_ended=self.rarely(0.4),
            begun_on=self.chance.choice((None, *DAYS)),
            ended_on=self.chance.choice((None, None, *DAYS, date(2026, 3, 4), date(2027, 1, 1))),
            belongs=self.belongs(),
            visible=not self.rarely(),
            superseded=self.rarely(),
            confidentiality=self.chance.choice(("", "", "", "N", "R", "V")),
        )
        number = await item(
            self.patient,
            facts.section,
            state="ended" if facts.has_ended else self.chance.choice(("current", "paused")),
            begun_on=facts.begun_on,
            ended_on=facts.ended_on,
            **self._columns(facts),
        )
        self.items[number] = facts

    async def measurement(self) -> None:
        contact = ContactFacts(
            self.chance.choice(KINDS),
            "V" if self.rarely() else "",
            self.chance.choice((None, None, True, False)),
        )
        facts = MeasurementFacts(
            taken_on=self.chance.choice(DAYS),
            belongs=self.belongs(),
            contact=contact,
            visible=not self.rarely(),
            superseded=self.rarely(),
            confidentiality=self.chance.choice(("", "", "", "N", "R", "V")),
        )
        place = await self.patient.contact(
            kind=contact.kind, confidentiality=contact.confidentiality, is_shown=contact.is_shown
        )
        # The first and the last minute of a day in the Netherlands.
        hour, minute = self.chance.choice(((0, 0), (23, 59)))
        day = facts.taken_on
        at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LOCAL)
        series = self.chance.choice(("weight", "pulse"))
        number = await measurement(
            self.patient,
            taken_at=at,
            contact=place,
            topic=series,
            series=series,
            **self._columns(facts),
        )
        self.measurements[number] = facts

    def _columns(self, facts: Any) -> dict[str, Any]:
        home, *others = [one.id for one in facts.belongs.episodes] or [None]
        return {
            "episode": home,
            "other_episodes": others,
            "has_unknown_episode": facts.belongs.is_unknown,
            "visible_to_patient": facts.visible,
            "superseded_at": START if facts.superseded else None,
            "confidentiality": facts.confidentiality,
        }

    async def grant(self) -> Grant:
        base = await self.patient.grant()
        agreed = replace(
            base.agreements,
            without_contact=self.rarely(0.5),
            closed_episodes=self.chance.choice(list(ClosedEpisodes)),
            history_months=self.chance.choice((14, 14, 14, 1, 0)),
        )
        return replace(
            base,
            agreements=agreed,
            sections=frozenset(one for one in Section if not self.rarely()),
            left_out=frozenset(
                one.id for one in self.episodes if one.id is not None and self.rarely(0.2)
            ),
        )


async def check(grant: Grant, file: File) -> None:
    """Compare lists, single values, courses and counts with what the gates say."""
    shown = {one for one, facts in file.items.items() if not summary_gates(grant, facts)}
    found = {section: await summary.items([grant], section) for section in SUMMARY}
    listed = [one for section in SUMMARY for one in found[section]]
    assert {one.id for one in listed} == shown
    for one in listed:
        facts = file.items[one.id]
        until = facts.ended_on or START.date()
        assert one.is_current is (not facts.has_ended and until >= START.date())
    seen = {one for one, facts in file.measurements.items() if not measurement_gates(grant, facts)}
    assert {one.id for one in await measuring.every([grant])} == seen
    for one in file.measurements:
        assert (await measuring.measurement([grant], one) is not None) is (one in seen)
    newest = await measuring.newest([grant])
    courses = {each.id for one in newest for each in await measuring.course([grant], one)}
    assert courses == seen
    counts = await summary.counts([grant])
    assert counts[Section.MEASUREMENTS] == len({one.topic for one in newest})
    for section, items in found.items():
        assert counts.get(section, 0) == sum(one.is_current for one in items)


async def test_both_writings_of_the_rule_say_the_same(anna: PatientHere) -> None:
    chance = random.Random()
    for number in range(rounds(12, 5_000)):
        who = await anna.stage.patient(number + 1)
        await who.released()
        file = File(who, chance)
        for _ in range(3):
            await file.episode()
        for _ in range(6):
            await file.item()
            await file.measurement()
        for _ in range(4):
            await check(await file.grant(), file)


async def test_what_holds_comes_first_and_a_page_goes_on_where_it_stopped(
    anna: PatientHere,
) -> None:
    days = [START.date() - timedelta(days=one) for one in range(25)]
    for place, day in enumerate(days):
        ended = {"state": "ended", "ended_on": day} if place % 2 else {}
        await item(anna, begun_on=None if place == 4 else day, **ended)
    grants = [await anna.grant()]
    seen = await summary.items(grants, Section.MEDICATION)
    assert len(seen) == summary.PAGE
    seen += await summary.items(grants, Section.MEDICATION, summary.place(seen[-1]))
    assert len({one.id for one in seen}) == len(days)
    assert [one.is_current for one in seen] == [True] * 13 + [False] * 12
    for is_current in (True, False):
        on = [one.shown_on for one in seen if one.is_current is is_current]
        assert on == sorted(on, reverse=True)


async def test_a_page_of_topics_and_a_course_go_on_where_they_stopped(anna: PatientHere) -> None:
    for place in range(25):
        told = {"topic": f"loinc:{place}", "series": f"loinc:{place}"}
        await measurement(anna, taken_at=START - timedelta(days=place // 2), **told)
    for place in range(70):
        await measurement(anna, taken_at=START - timedelta(hours=place))
    grants = [await anna.grant()]
    first = await measuring.newest(grants)
    rest = await measuring.newest(grants, measuring.topic_place(first[-1]))
    assert len(first) == measuring.TOPICS_PAGE
    assert len({one.topic for one in (*first, *rest)}) == 26
    [weight] = [one for one in first if one.topic == "weight"]
    course = await measuring.course(grants, weight)
    course += await measuring.course(grants, weight, measuring.place(course[-1]))
    assert len({one.id for one in course}) == 70


async def test_a_medicine_until_today_is_in_use_today(anna: PatientHere) -> None:
    await item(anna, ended_on=START.date())
    await item(anna, ended_on=START.date() - timedelta(days=1))
    await item(anna, begun_on=START.date() + timedelta(days=9))
    found = await summary.items([await anna.grant()], Section.MEDICATION)
    assert [one.is_current for one in found] == [True, True, False]


async def test_nobody_reads_without_a_grant(anna: PatientHere) -> None:
    none: Sequence[Grant] = ()
    number = await measurement(anna)
    assert await summary.items(none, Section.MEDICATION) == []
    assert await summary.counts(none) == {}
    assert await measuring.newest(none) == await measuring.every(none) == []
    assert await measuring.measurement(none, number) is None
