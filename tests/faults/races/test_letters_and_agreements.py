"""Races about a letter and about the working agreements."""

from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from consent.accesslog import Event
from consent.actions import Action
from consent.agreements import choices
from consent.model import Actor, Handling
from consent.statements import fetch
from faults.races.contest import Act, Refusal, race
from faults.races.crowd import Crowd, numbers_hold, reads_log
from faults.races.stories import in_this_order, story
from portal.acts import act
from portal.identity.visitor import Visitor
from portal.practice.letters import opened
from publishing import letters
from soak import rounds
from support.stage import OPEN, START, Stage, lines_of

ROUNDS = rounds(50, 1000)


async def accord(letter: UUID, who: Actor, words: str) -> Act:
    visitor = Visitor(at=START, request_id="race", language="nl", actor=who)
    assert isinstance(await opened(visitor, letter, Action.LETTER_REVIEW), tuple)
    work = partial(letters.accord, who, letter, words, START)
    return partial(act, who, Event(Action.LETTER_ACCORD, START, object_id=letter), work)


async def test_a_letter_is_accorded_once_with_the_words_of_whoever_was_first(crowd: Crowd) -> None:
    winners = set()
    for _ in range(ROUNDS):
        patient = await crowd.newcomer()
        letter = await patient.letter()
        people = (crowd.gp, crowd.colleague)
        acts = [await accord(letter, who, str(side)) for side, who in enumerate(people)]
        *ended, early = await race(crowd.engine, crowd.chance, *acts, partial(reads_log, patient))
        (winner,) = [side for side in (0, 1) if not isinstance(ended[side], Refusal)]
        winners.add(winner)
        assert repr(ended[1 - winner]) == "already_decided"
        (row,) = await fetch("select accorded_by, explanation from letter where id = $1", letter)
        assert (row["accorded_by"], row["explanation"]) == (people[winner].id, str(winner))
        told = await story(patient)
        done = (people[winner].id, "letter.accord", "")
        in_this_order(told, done, (people[1 - winner].id, "letter.accord", "already_decided"))
        assert len(told) == 4
        await numbers_hold(patient, early)
    assert winners == {0, 1}, "a race that one side always wins is none"


async def test_agreements_that_two_people_set_have_a_line_per_change(crowd: Crowd) -> None:
    stage = await Stage.set(name="De Es")
    second = await stage.employee(stage.gp.function, *stage.gp.rights)
    await act(stage.gp, _event(stage), partial(choices.change, stage.gp, OPEN, START))
    known = len(await _lines(stage))
    for number in range(ROUNDS):
        wanted = [
            msgspec.structs.replace(
                OPEN,
                handling=Handling.AUTOMATIC if number % 2 == 0 else Handling.MANUAL,
                journal_from=date(2021, 1, 1 + number % 28) if side else OPEN.journal_from,
            )
            for side in (0, 1)
        ]
        acts = [
            partial(act, who, _event(stage), partial(choices.change, who, new, START))
            for who, new in zip((stage.gp, second), wanted, strict=True)
        ]
        changed = await race(crowd.engine, crowd.chance, *acts)
        written = sum(len(one) for one in changed if isinstance(one, tuple))
        lines = await _lines(stage)
        assert len(lines) == known + written
        known = len(lines)
        # Both wanted the other handling, and it changed once.
        assert sum(isinstance(one, tuple) and "handling" in one for one in changed) == 1
        now, _ = await choices.agreements_here(stage.gp)
        assert now in wanted


def _event(stage: Stage) -> Event:
    return Event(Action.AGREEMENTS_CHANGE, START, practice=stage.practice)


async def _lines(stage: Stage) -> list[UUID]:
    return [line["id"] for line in await lines_of() if line["practice"] == stage.practice]
