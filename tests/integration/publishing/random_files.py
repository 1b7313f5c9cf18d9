"""Random files, and whether both writings of the visibility rule say the same of them."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from consent.model import ClosedEpisodes, Grant, LetterCategory, ResultCategory, Section
from publishing import reading, visibility
from publishing.model import LineKind, Pace
from publishing.visibility import (
    Belongs,
    ContactFacts,
    EpisodeFacts,
    LetterFacts,
    LineFacts,
    ReportFacts,
    ResultFacts,
    Wish,
)
from support.stage import START, PatientHere

DAY = timedelta(days=1)
CATEGORIES = (ResultCategory.LABORATORY, ResultCategory.PATHOLOGY)
CONTACTS = ("", "", "01", "02", "04", "05", "06", "03", "07", "08", "09", "11", "12")
STARTS = (None, *[date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)] * 3)
PLAIN = EpisodeFacts()
MOMENTS = (
    None,
    START - DAY,
    START - DAY,
    START,
    START,
    START + timedelta(microseconds=1),
    START + DAY,
)


class File:
    """A file: what was put in, by the facts that the rule in Python asks."""

    def __init__(self, patient: PatientHere) -> None:
        self.patient = patient
        self.lines: dict[UUID, LineFacts] = {}
        self.letters: dict[UUID, LetterFacts] = {}
        self.episodes: dict[UUID, EpisodeFacts] = {}
        self.reports: dict[UUID, tuple[ReportFacts, dict[UUID, ResultFacts]]] = {}

    async def episode(self, facts: EpisodeFacts = PLAIN) -> EpisodeFacts:
        """Put an episode in, and give its facts with its number."""
        number = await self.patient.episode(
            visible_to_patient=facts.visible,
            is_closed=facts.is_closed,
            attention=facts.attention,
            confidentiality=facts.confidentiality,
        )
        self.episodes[number] = replace(facts, id=number)
        return self.episodes[number]

    async def line(self, facts: LineFacts) -> None:
        """Put a line in, with a contact of its own."""
        contact = await self.patient.contact(
            kind=facts.contact.kind,
            confidentiality=facts.contact.confidentiality,
            is_shown=facts.contact.is_shown,
        )
        line = await self.patient.line(
            facts.kind.value,
            recorded_on=facts.recorded_on,
            visible_to_patient=facts.visible,
            superseded_at=START if facts.superseded else None,
            confidentiality=facts.confidentiality,
            contact=contact,
            former_episodes=[one.id for one in facts.belongs.former],
            **_columns(facts.belongs),
        )
        self.lines[line] = facts

    async def letter(self, facts: LetterFacts) -> None:
        """Put a letter in."""
        letter = await self.patient.letter(
            status="entered-in-error" if facts.withdrawn else "current",
            accorded_at=facts.accorded_at,
            accorded_by=self.patient.stage.gp.id if facts.accorded_at else None,
            superseded_at=START if facts.superseded else None,
            confidentiality=facts.confidentiality,
            category=facts.category.value,
            **_columns(facts.belongs),
        )
        self.letters[letter] = facts

    async def report(self, facts: ReportFacts, *, ended: bool = False) -> UUID:
        """Put a report in with its results and what was done with it, or was until it ended."""
        report: UUID = await self.patient.report(
            confidentiality=facts.confidentiality, category=facts.category.value
        )
        results = {await self._result(report, one): one for one in facts.results}
        shows = facts.visible_from is not None
        if shows or facts.invited:
            await self.patient.publication(
                report,
                [one for one, result in results.items() if shows and result.published],
                act="publish" if shows else "invite",
                conclusion="Goed." if shows else "",
                visible_from=facts.visible_from,
                opened_at=START if facts.is_opened else None,
                ended_at=START if ended else None,
            )
        if facts.is_discussed:
            await self.patient.discussed(report, START + 2 * DAY)
        if ended:
            facts = replace(facts, visible_from=None, invited=False)
        self.reports[report] = facts, results
        return report

    async def _result(self, report: UUID, facts: ResultFacts) -> UUID:
        superseded = START + DAY if facts.was_judged else START
        return await self.patient.result(
            report,
            status="withdrawn"
            if facts.withdrawn
            else "preliminary"
            if facts.preliminary
            else "final",
            superseded_at=superseded if facts.superseded else None,
            confidentiality=facts.confidentiality,
            **_columns(facts.belongs),
        )

    def with_notes(self, grant: Grant) -> dict[UUID, EpisodeFacts]:
        noted = {
            facts.belongs.episodes[0].id
            for facts in self.lines.values()
            if facts.belongs.episodes and not visibility.line_gates(grant, facts)
        }
        return {key: replace(one, has_notes=key in noted) for key, one in self.episodes.items()}


def _columns(belongs: Belongs) -> dict[str, Any]:
    home, *others = [one.id for one in belongs.episodes] or [None]
    return {
        "episode": home,
        "other_episodes": others,
        "has_unknown_episode": belongs.is_unknown,
    }


class Draw:
    """Facts at random, most of them open, so that often one gate alone decides."""

    def __init__(self, file: File, chance: random.Random) -> None:
        self.file, self.chance = file, chance
        self.wishes = {one: self._wish() for one in CATEGORIES}

    def _wish(self) -> Wish | None:
        moment = self.chance.choice((START - 2 * DAY, START - DAY, START))
        return Wish(self.chance.choice(list(Pace)), moment) if self.rarely(0.4) else None

    def rarely(self, seldom: float = 0.07) -> bool:
        """Say yes now and then."""
        return self.chance.random() < seldom

    def code(self) -> str:
        """Draw a confidentiality code."""
        return self.chance.choice(("R", "V")) if self.rarely(0.1) else ""

    def some(self) -> tuple[EpisodeFacts, ...]:
        """Draw one of the episodes, or none."""
        known = list(self.file.episodes.values())
        return tuple(self.chance.sample(known, self.chance.randint(0, 1)))

    def belongs(self) -> Belongs:
        """Draw where a thing belongs."""
        home = self.some()
        others = self.some() if home and self.rarely(0.2) else ()
        return Belongs((*home, *(one for one in others if one not in home)), (), self.rarely())

    def episode(self) -> EpisodeFacts:
        """Draw an episode."""
        return EpisodeFacts(
            visible=not self.rarely(0.15),
            is_closed=self.rarely(0.4),
            attention=self.rarely(0.4),
            confidentiality=self.code(),
        )

    def line(self) -> LineFacts:
        """Draw a line."""
        former = self.some() if self.rarely(0.15) else ()
        days = (None, date(2025, 12, 31), *[date(2026, 1, 2)] * 6)
        return LineFacts(
            LineKind(self.chance.choice("SOEPEPEPEP")),
            self.chance.choice(days),
            replace(self.belongs(), former=former),
            ContactFacts(
                self.chance.choice(CONTACTS),
                self.code(),
                self.chance.choice((None, None, None, True, False)),
            ),
            visible=not self.rarely(),
            superseded=self.rarely(),
            confidentiality=self.code(),
        )

    def letter(self) -> LetterFacts:
        """Draw a letter."""
        category = self.chance.choice(tuple(LetterCategory))
        moment = self.chance.choice(MOMENTS) if category.can_be_shared else None
        own = (self.rarely(), self.rarely(), self.code(), category)
        return LetterFacts(moment, self.belongs(), *own)

    def report(self) -> ReportFacts:
        """Draw a report."""
        results = [self.result() for _ in range(self.chance.randint(1, 3))]
        moment = self.chance.choice(MOMENTS)
        invited = moment is None and self.rarely(0.5)
        if moment is None:
            results = [replace(one, published=False) for one in results]
        category = self.chance.choice(CATEGORIES)
        return ReportFacts(
            moment,
            invited,
            tuple(results),
            came_at=START,
            confidentiality=self.code(),
            category=category,
            wish=self.wishes[category],
            is_opened=self.rarely(0.3),
            is_discussed=self.rarely(0.3),
        )

    def result(self) -> ResultFacts:
        """Draw a result."""
        superseded = self.rarely(0.2)
        return ResultFacts(
            not self.rarely(),
            self.belongs(),
            superseded=superseded,
            withdrawn=self.rarely(),
            was_judged=superseded and self.rarely(0.5),
            confidentiality=self.code(),
            preliminary=self.rarely(0.2),
        )


async def drawn(patient: PatientHere, chance: random.Random) -> tuple[Grant, File]:
    """Fill a file at random, and give it with a grant for a reader at random."""
    file = File(patient)
    draw = Draw(file, chance)
    for category, wish in draw.wishes.items():
        await patient.wishes(category, wish)
    for _ in range(4):
        await file.episode(draw.episode())
    for _ in range(chance.randint(3, 7)):
        match chance.choice(("line", "letter", "report")):
            case "line":
                await file.line(draw.line())
            case "letter":
                await file.letter(draw.letter())
            case _:
                await file.report(draw.report(), ended=draw.rarely())
    base = await patient.grant()
    agreed = replace(
        base.agreements,
        journal_from=chance.choice(STARTS),
        closed_episodes=chance.choice(list(ClosedEpisodes)),
        without_contact=draw.rarely(0.5),
        letter_categories=frozenset(one for one in LetterCategory if not draw.rarely(0.15)),
        preliminary=frozenset(one for one in CATEGORIES if draw.rarely(0.4)),
    )
    sections = frozenset(one for one in Section if not draw.rarely(0.1))
    left_out = frozenset(one for one in file.episodes if draw.rarely(0.1))
    return replace(base, sections=sections, agreements=agreed, left_out=left_out), file


async def each_alone(patient: PatientHere) -> tuple[list[Grant], File]:
    """Fill a file with one of everything that one gate alone keeps hidden, for several readers."""
    file = File(patient)
    plain = await file.episode()
    left = await file.episode()
    shut = [
        await file.episode(EpisodeFacts(visible=False)),
        left,
        await file.episode(EpisodeFacts(confidentiality="V")),
    ]
    closed = [
        await file.episode(EpisodeFacts(is_closed=True)),
        await file.episode(EpisodeFacts(is_closed=True, attention=True)),
    ]
    at_home = Belongs((plain,))
    places = [
        *(Belongs((one,)) for one in shut),
        *(Belongs((plain, one)) for one in shut),
        replace(at_home, is_unknown=True),
    ]
    await _lines(file, at_home, [*places, *_journal_places(plain, shut, closed)])
    await _letters(file, at_home, places)
    await _reports(file, at_home, places)
    base = replace(await patient.grant(), left_out=frozenset({left.id}))
    strict = replace(base.agreements, journal_from=date(2026, 1, 1))
    agreed = [
        strict,
        replace(strict, without_contact=True),
        replace(strict, closed_episodes=ClosedEpisodes.ALL),
        replace(strict, closed_episodes=ClosedEpisodes.NOTES),
    ]
    agreed.append(replace(strict, preliminary=frozenset(ResultCategory)))
    grants = [replace(base, agreements=one) for one in agreed]
    grants += [replace(grants[0], sections=base.sections - {one}) for one in base.sections]
    return grants, file


def _journal_places(
    plain: EpisodeFacts, shut: list[EpisodeFacts], closed: list[EpisodeFacts]
) -> list[Belongs]:
    return [
        *(Belongs((plain,), (one,)) for one in shut),
        *(Belongs((one,)) for one in closed),
        *(Belongs((plain, one)) for one in closed),
        Belongs(),
    ]


async def _lines(file: File, at_home: Belongs, places: list[Belongs]) -> None:
    line = LineFacts(LineKind.EVALUATION, date(2026, 1, 2), at_home)
    variants = [
        {},
        {"kind": LineKind.SUBJECTIVE},
        {"recorded_on": date(2025, 12, 31)},
        {"recorded_on": None},
        {"visible": False},
        {"superseded": True},
        {"confidentiality": "V"},
        {"contact": ContactFacts("03", "V")},
        {"contact": ContactFacts("08")},
        {"contact": ContactFacts("03")},
        {"contact": ContactFacts("08", is_shown=True)},
        {"contact": ContactFacts("03", is_shown=False)},
    ]
    for values in variants:
        await file.line(replace(line, **values))
    for place in places:
        await file.line(replace(line, belongs=place))


async def _letters(file: File, at_home: Belongs, places: list[Belongs]) -> None:
    letter = LetterFacts(START, at_home)
    variants = [
        {},
        {"accorded_at": START + DAY},
        {"accorded_at": None},
        {"superseded": True},
        {"withdrawn": True},
        {"confidentiality": "V"},
        {"category": LetterCategory.MENTAL_HEALTH},
    ]
    for values in variants:
        await file.letter(replace(letter, **values))
    for place in places:
        await file.letter(replace(letter, belongs=place))


async def _reports(file: File, at_home: Belongs, places: list[Belongs]) -> None:
    good = ResultFacts(published=True, belongs=at_home)
    hidden = replace(good, published=False, belongs=places[0])
    variants: list[tuple[ResultFacts, ...]] = [
        (good, replace(good, published=False)),
        (good, replace(good, withdrawn=True)),
        (good, replace(good, superseded=True)),
        (good, replace(good, preliminary=True)),
        (replace(good, preliminary=True),),
        (replace(good, superseded=True),),
        (replace(good, withdrawn=True),),
        (good, replace(good, published=False, confidentiality="V")),
        (good, replace(hidden, superseded=True)),
        (good, replace(hidden, superseded=True, was_judged=True)),
        *((good, replace(good, published=False, belongs=place)) for place in places),
    ]
    for results in variants:
        await file.report(ReportFacts(START, invited=False, results=results))
    shown = ReportFacts(START, invited=False, results=(good,))
    await file.report(replace(shown, visible_from=START + DAY))
    await file.report(replace(shown, confidentiality="V"))
    await _paced(file, shown)
    await file.report(shown, ended=True)
    await file.report(ReportFacts(None, invited=True, results=(replace(good, published=False),)))


async def _paced(file: File, shown: ReportFacts) -> None:
    talk, warn = Wish(Pace.AFTER_TALK, START), Wish(Pace.WARN, START)
    late = Wish(Pace.AFTER_TALK, START + timedelta(microseconds=1))
    chosen = {
        ResultCategory.PATHOLOGY: talk,
        ResultCategory.IMAGING: warn,
        ResultCategory.FUNCTION: late,
        ResultCategory.OTHER: Wish(Pace.AT_ONCE, START),
    }
    for category, wish in chosen.items():
        await file.patient.wishes(category, wish)
        report = replace(shown, category=category, wish=wish)
        await file.report(replace(report, is_opened=True))
        await file.report(replace(report, is_discussed=True))
        planned = await file.report(report)
        await file.patient.discussed(planned, None)


async def _shown_lines(grant: Grant, file: File) -> set[UUID]:
    found = {line.id for line in await reading.loose_lines([grant])}
    for episode in file.episodes:
        one = await reading.episode([grant], episode)
        found |= {line.id for line in one.lines} if one else set()
    return found


async def check(grant: Grant, file: File) -> None:
    """Compare what the statements give with what the tables of gates say."""
    assert {one.id for one in await reading.episodes([grant])} == {
        one
        for one, facts in file.with_notes(grant).items()
        if not visibility.episode_gates(grant, facts)
    }
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
        assert (await reading.letter_text([grant], letter) is not None) is expected, facts
        assert (letter in {one.id for one in await reading.letters([grant])}) is expected, facts


async def _check_reports(grant: Grant, file: File) -> None:
    listed = {one.id: one for one in await reading.reports([grant])}
    news = {one.id for one in await reading.news([grant])}
    for report, (facts, results) in file.reports.items():
        shown = not visibility.report_gates(grant, facts)
        detail = await reading.report([grant], report)
        assert (detail is not None) is (report in listed) is shown, facts
        warned = visibility.report_gates(grant, facts) == {visibility.Gate.PACE}
        assert report not in news or shown or warned
        if detail:
            assert {one.id for one in detail.results} == {
                one
                for one, result in results.items()
                if not visibility.result_gates(grant, facts, result)
            }
            assert listed[report] == detail
