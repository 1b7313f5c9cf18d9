"""The figures of a practice: counted right, told as picture and table, and for it alone."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

import httpx

from consent.dates import LOCAL
from consent.model import Function, Right
from integration.practice.conftest import LogIn
from publishing.figures.counting import MONTHS, Month, figures
from soak import rounds
from support.stage import START, Stage, lines_of

DAY = timedelta(days=1)
TERM = timedelta(days=7)


async def test_the_figures_are_those_of_a_count_by_hand(stage: Stage, mill: Stage) -> None:
    chance, told = Random(45), []
    patient, other = await stage.patient(), await mill.patient()
    for _ in range(rounds(40, 2000)):
        came = START - chance.random() * 420 * DAY
        report = await patient.report(received_at=came)
        await patient.result(report)
        act = chance.choice(("publish", "publish", "invite", "save", ""))
        at = came + chance.random() * 12 * DAY
        if act and at <= START:
            shows = at + chance.choice((0, 0, 2)) * DAY if act == "publish" else None
            await patient.publication(report, [], act=act, acted_at=at, visible_from=shows)
            told.append((came, act, shows or at))
        else:
            told.append((came, "", came))
        await other.result(await other.report(received_at=came))
    found = await figures(stage.gp, START)
    assert list(found.months) == _by_hand(told)
    assert len(found.months) <= MONTHS
    waits = await figures(mill.gp, START)
    assert sum(waits.waiting.values()) == len(told)


def _by_hand(told: list[tuple[datetime, str, datetime]]) -> list[Month]:
    months: dict[datetime, list[tuple[datetime, str, datetime]]] = {}
    for one in told:
        here = one[0].astimezone(LOCAL)
        if (START.year * 12 + START.month) - (here.year * 12 + here.month) < MONTHS:
            first = datetime(here.year, here.month, 1, tzinfo=UTC)
            months.setdefault(first, []).append(one)
    return [_month(first, months[first]) for first in sorted(months, reverse=True)]


def _month(first: datetime, told: list[tuple[datetime, str, datetime]]) -> Month:
    shown = sorted(at - came for came, act, at in told if act == "publish" and at <= START)
    answered = [
        (came, at) for came, act, at in told if act in {"publish", "invite"} and at <= START
    ]
    late = [came for came, *_ in told if came + TERM < START]
    in_time = [came for came, at in answered if at <= came + TERM]
    due = {came for came, _ in answered} | set(late)
    return Month(
        first.date(),
        len(told),
        len(shown),
        _part(shown, Fraction(1, 2)),
        _part(shown, Fraction(9, 10)),
        len(in_time),
        len(due),
    )


def _part(waited: list[timedelta], part: Fraction) -> timedelta | None:
    """Give the length below which this part lies, between two where it falls between them."""
    if not waited:
        return None
    place = part * (len(waited) - 1)
    low = int(place)
    high = min(low + 1, len(waited) - 1)
    return waited[low] + (waited[high] - waited[low]) * float(place - low)


async def test_the_page_says_in_words_what_the_pictures_show(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    patient = await stage.patient()
    for days in (1, 5):
        came = START - days * DAY
        report = await patient.report(received_at=came)
        await patient.result(report)
        at = came + timedelta(hours=10 * days)
        await patient.publication(report, [], acted_at=at, visible_from=at)
    await patient.result(await patient.report(received_at=START - 20 * DAY))
    await patient.report(received_at=START - 30 * DAY, status="pending")
    await log_in(stage.gp)
    page = (await client.get("/praktijk/cijfers")).text
    assert page.count('<svg class="trend"') == 3
    assert "Februari 2026" in page or "februari 2026" in page
    assert "14 dagen of langer: 1" in page
    assert "30 uur" in page
    assert "Anna" not in page
    assert await lines_of(patient.person) == []


async def test_the_figures_are_for_who_may_set_the_term(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient
) -> None:
    await log_in(await stage.employee(Function.NURSE, Right.RESULTS_PUBLISH))
    assert (await client.get("/praktijk/cijfers")).status_code == 403
    assert "/praktijk/cijfers" not in (await client.get("/praktijk/uitslagen")).text
    await log_in(await stage.employee(Function.PRACTICE_MANAGER, Right.AGREEMENTS_CHANGE))
    assert "Er zijn nog geen uitslagen." in (await client.get("/praktijk/cijfers")).text
    assert "/praktijk/cijfers" in (await client.get("/praktijk/werkafspraken")).text
