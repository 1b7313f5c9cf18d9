"""Races between a decision and what arrives for the same file: neither misses the other."""

from functools import partial

from consent.accesslog import Event
from consent.actions import Action
from consent.register.episodes import Ticks
from consent.register.sources import SourceKind
from consent.requests import asking
from consent.statements import fetch
from faults.races.contest import Act, Refusal, later, race
from faults.races.crowd import Crowd
from integration.intake.delivering import Sender, source_here
from portal.acts import act
from portal.practice import review
from publishing import journal
from publishing.journal import ReleaseTicks
from soak import rounds
from support import messages
from support.messages import Resource
from support.stage import START, PatientHere

ROUNDS = rounds(30, 1000)


async def system(crowd: Crowd, name: str) -> Sender:
    source, _ = await source_here(crowd.stage, SourceKind.PRACTICE_SYSTEM, name)
    return Sender(crowd.stage, source)


async def hiding_all(crowd: Crowd, patient: PatientHere) -> Act:
    """Ask, look at the request, and give the release that hides everything that was seen."""
    event = Event(Action.REQUEST_ASK, START, object_id=patient.id)
    asked = await act(patient.reader, event, partial(asking.ask, patient.reader, patient.id, START))
    seen = await review.opened(crowd.gp, asked.id, START)
    assert isinstance(seen, review.Opened)
    episodes = frozenset(one.id for one in seen.file.episodes)
    lines = frozenset(one.line.id for each in seen.file.lines.values() for one in each)
    ticks = ReleaseTicks(Ticks(episodes, frozenset()), Ticks(lines, frozenset()))
    release = partial(journal.release, crowd.gp, asked.id, ticks, START)
    event = Event(Action.REQUEST_APPROVE, START, object_id=asked.id)
    return later(crowd.chance, partial(act, crowd.gp, event, release))


def contact(number: int, **more: object) -> Resource:
    return messages.contact(f"c{number}", [f"e{number}"], **more)


def line(number: int, part: int, text: str = "Rustig beeld.") -> Resource:
    within = [{"reference": f"Encounter/c{number}"}]
    return messages.line("E", text, f"l{number}-{part}", context=within[0])


async def test_a_hidden_line_stays_hidden_in_the_version_that_comes_meanwhile(crowd: Crowd) -> None:
    sender, ends = await system(crowd, "first"), set()
    for number in range(ROUNDS):
        patient = await crowd.newcomer()
        await sender.send(messages.bundle(line(number, 0)), patient)
        hide = await hiding_all(crowd, patient)
        newer = line(number, 0, "Toch onrustig.")
        ended, _ = await race(
            crowd.engine, crowd.chance, hide, partial(sender.send, newer, patient)
        )
        ends.add(repr(ended) if isinstance(ended, Refusal) else "released")
        (row,) = await fetch(
            "select visible_to_patient as shown, body from journal_line"
            " where patient = $1 and superseded_at is null",
            patient.id,
        )
        assert row["body"] == "Toch onrustig."
        # Hidden by who released, or not released because the line was another by then.
        assert row["shown"] == isinstance(ended, Refusal)
    assert ends == {"released", "list_changed"}


async def test_a_release_and_a_contact_that_moves_its_lines_wait_for_each_other(
    crowd: Crowd,
) -> None:
    sender = await system(crowd, "second")
    for number in range(ROUNDS):
        patient = await crowd.newcomer()
        many = [line(number, part) for part in range(6)]
        episode = messages.episode(f"e{number}")
        await sender.send(messages.bundle(episode, contact(number), *many), patient)
        hide = await hiding_all(crowd, patient)
        again = messages.bundle(contact(number, period={"start": "2026-02-11"}))
        ended, receipt = await race(
            crowd.engine, crowd.chance, hide, partial(sender.send, again, patient)
        )
        assert not isinstance(ended, Refusal)
        assert (receipt.accepted, receipt.quarantined) == (1, 0)  # type: ignore[attr-defined]
        shown = await fetch(
            "select 1 from journal_line where patient = $1 and visible_to_patient", patient.id
        )
        assert len(shown) == 0
