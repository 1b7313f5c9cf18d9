"""The two writings of the visibility rule, in Python and in SQL, agree on random files."""

import random
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from consent.model import Grant, Section
from publishing import reading, visibility
from publishing.model import LineKind
from publishing.visibility import EpisodeFacts, LetterFacts, LineFacts, ReportFacts, ResultFacts
from soak import rounds
from support.stage import START, PatientHere, Stage

pytestmark = pytest.mark.usefixtures("engine")
DAY = timedelta(days=1)
STARTS = (None, date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2))
MOMENTS = (None, START - DAY, START, START + timedelta(microseconds=1), START + DAY)


class File:
    """A random file: what was put in, and what the rule in Python says of each piece."""

    def __init__(self, patient: PatientHere, chance: random.Random) -> None:
        self.patient, self.chance = patient, chance
        self.lines: dict[UUID, LineFacts] = {}
        self.letters: dict[UUID, LetterFacts] = {}
        self.episodes: dict[UUID, bool] = {}
        self.reports: dict[UUID, tuple[ReportFacts, dict[UUID, ResultFacts]]] = {}

    def flag(self, often: float = 0.8) -> bool:
        return self.chance.random() < often

    def moment(self) -> datetime | None:
        return self.chance.choice(MOMENTS)

    async def fill(self) -> None:
        for visible in (True, False):
            episode = await self.patient.episode(visible_to_patient=visible)
            self.episodes[episode] = visible
        for _ in range(self.chance.randint(2, 6)):
            await self.chance.choice((self.add_line, self.add_letter, self.add_report))()

    def episode(self) -> tuple[dict[str, Any], EpisodeFacts]:
        chosen = self.chance.choice((None, None, *self.episodes))
        unknown = chosen is None and not self.flag()
        facts = EpisodeFacts(self.episodes[chosen] if chosen else None, unknown)
        return {"episode": chosen, "has_unknown_episode": unknown}, facts

    async def add_line(self) -> None:
        columns, episode = self.episode()
        kind = self.chance.choice(list(LineKind))
        on = self.chance.choice((None, *(date(2026, 1, 1) + DAY * n for n in (-1, 0, 1))))
        visible, superseded = self.flag(), not self.flag()
        line = await self.patient.line(
            kind.value,
            recorded_on=on,
            visible_to_patient=visible,
            superseded_at=START if superseded else None,
            **columns,
        )
        self.lines[line] = LineFacts(kind, on, episode, visible, superseded)

    async def add_letter(self) -> None:
        columns, episode = self.episode()
        accorded, superseded, withdrawn = self.moment(), not self.flag(), not self.flag()
        letter = await self.patient.letter(
            status="entered-in-error" if withdrawn else "current",
            accorded_at=accorded,
            accorded_by=self.patient.stage.gp.id if accorded else None,
            superseded_at=START if superseded else None,
            **columns,
        )
        self.letters[letter] = LetterFacts(accorded, episode, superseded, withdrawn)

    async def add_report(self) -> None:
        report = await self.patient.report()
        act = self.chance.choice(("publish", "publish_and_invite", "invite", "save", None))
        results: dict[UUID, ResultFacts] = {}
        for _ in range(self.chance.randint(1, 3)):
            columns, episode = self.episode()
            superseded, withdrawn = not self.flag(), not self.flag()
            result = await self.patient.result(
                report,
                status="withdrawn" if withdrawn else "final",
                superseded_at=START if superseded else None,
                **columns,
            )
            ticked = act in {"publish", "publish_and_invite"} and self.flag()
            results[result] = ResultFacts(ticked, episode, superseded, withdrawn)
        moment = self.moment() or START
        shows = act in {"publish", "publish_and_invite"}
        ended = not self.flag()
        if act:
            ticked_ids = [one for one, facts in results.items() if facts.published]
            await self.patient.publication(
                report,
                ticked_ids,
                act=act,
                conclusion="Goed." if shows else "",
                visible_from=moment if shows else None,
                ended_at=START if ended else None,
            )
        if ended:
            results = {
                one: msgspec.structs.replace(facts, published=False)
                for one, facts in results.items()
            }
        facts = ReportFacts(
            visible_from=moment if shows and not ended else None,
            invited=act == "invite" and not ended,
            results=tuple(results.values()),
        )
        self.reports[report] = (facts, results)


async def _shown_lines(grant: Grant, file: File) -> set[UUID]:
    found = {line.id for line in await reading.loose_lines([grant])}
    for episode in file.episodes:
        one = await reading.episode([grant], episode)
        found |= {line.id for line in one.lines} if one else set()
    return found


async def _check(grant: Grant, file: File) -> None:
    assert {one.id for one in await reading.episodes([grant])} == {
        one
        for one, visible in file.episodes.items()
        if not visibility.episode_gates(grant, visible=visible)
    }
    hidden_by_episode = {one for one, facts in file.lines.items() if facts.episode.visible is False}
    assert not hidden_by_episode & await _shown_lines(grant, file)
    assert await _shown_lines(grant, file) == {
        one for one, facts in file.lines.items() if not visibility.line_gates(grant, facts)
    }
    await _check_letters(grant, file)
    await _check_reports(grant, file)


async def _check_letters(grant: Grant, file: File) -> None:
    for letter, facts in file.letters.items():
        expected = not visibility.letter_gates(grant, facts)
        assert (await reading.letter([grant], letter) is not None) is expected, facts
        assert (await reading.letter_file([grant], letter) is not None) is expected, facts
        assert (letter in {one.id for one in await reading.letters([grant])}) is expected, facts


async def _check_reports(grant: Grant, file: File) -> None:
    listed = {one.id: one for one in await reading.reports([grant])}
    news = {one.id for one in await reading.news([grant])}
    for report, (facts, results) in file.reports.items():
        shown = not visibility.report_gates(grant, facts)
        detail = await reading.report([grant], report)
        assert (detail is not None) is (report in listed) is shown, facts
        assert report not in news or shown
        if detail:
            assert {one.id for one in detail.results} == {
                one
                for one, result in results.items()
                if not visibility.result_gates(grant, facts, result)
            }
            assert listed[report] == detail


async def test_both_writings_of_the_rule_agree_on_random_files() -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    stage = await Stage.set()
    for number in range(rounds(60, 10_000)):
        patient = await stage.patient(number % 500)
        await patient.released() if number < 500 else None
        file = File(patient, chance)
        await file.fill()
        base = await patient.grant()
        sections = frozenset(one for one in Section if chance.random() < 0.85)
        grant = msgspec.structs.replace(base, sections=sections, journal_from=chance.choice(STARTS))
        try:
            await _check(grant, file)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, file {number}") from error
