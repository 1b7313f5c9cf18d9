"""What people do in the town: each act on the product, and what the model makes of it."""

import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from consent.agreements import choices
from consent.dates import LOCAL
from consent.errors import ConsentError
from consent.model import ClosedEpisodes, Handling, Parents, RefusalReason
from consent.register import correcting, leaving
from consent.register.correcting import Why
from consent.register.episodes import Ticks
from consent.representation import choosing, registering
from consent.representation.model import Choice, Presence, Representation
from consent.representation.registering import Block
from consent.requests import asking, deciding, ending
from consent.requests.deciding import Refusal
from integration.machine.model import facts_of
from integration.machine.town import BORN, FileName, Right, Town, registered, registration
from portal.database import transaction
from publishing import inbox, letters, recalling
from publishing.inside import why
from publishing.model import Act
from publishing.policy import Decision
from publishing.recalling import RecallReason, Thing, Wanted
from unit.oracle import law

Made = Callable[[Town, random.Random], Awaitable[None]]
ACTS: dict[str, Made] = {}
OFTEN = ("asks", "approves", "with_a_yes", "says_yes", "is_published", "is_accorded", "birthday")
"""What opens is drawn more often than what closes, so that there is something to close."""


def act(one: Made) -> Made:
    """Put an act among those that are drawn."""
    ACTS[one.__name__] = one
    return one


async def done(what: Callable[[], Awaitable[Any]]) -> bool:
    """Do something in a transaction of its own; False: it was refused."""
    try:
        async with transaction():
            await what()
    except ConsentError:
        return False
    return True


def some_right(
    town: Town, chance: random.Random, *, own: bool | None = None
) -> tuple[str, FileName, Right]:
    """Give somebody and a file that they come for: their own, another's, or any."""
    every = [
        (*key, right) for key, right in town.rights.items() if own in {None, key[0] == key[1][1]}
    ]
    return chance.choice(every)


def some_file(town: Town, chance: random.Random) -> FileName:
    return chance.choice(list(town.files))


def closed_right(town: Town, chance: random.Random, *, own: bool) -> tuple[str, FileName, Right]:
    """Give somebody who sees nothing now, or anybody when all of them see."""
    for _ in range(6):
        found = some_right(town, chance, own=own)
        if not (found[2].released_at or found[2].request) and (own or found[2].one):
            break
    return found


async def begin(town: Town, chance: random.Random) -> None:
    """Let most of the people ask and be let in, and most of the things be shown."""
    for _ in range(3):
        await _register(town, chance, agrees=True)
    for _ in range(5):
        await somebody_asks_for_themselves(town, chance)
        await somebody_asks_for_another(town, chance)
        await the_practice_approves(town, chance)
        await the_practice_approves(town, chance)
        await a_result_is_published(town, chance)
        await a_letter_is_accorded(town, chance)


async def _ask(town: Town, reader: str, file: FileName, right: Right) -> None:
    actor, facts = town.actor(reader, file[1]), facts_of(town, reader, file)
    made: list[UUID] = []

    async def ask() -> None:
        made.append((await asking.ask(actor, town.files[file].patient.id, town.now)).id)

    expected = town.is_open(file) and law.asks(actor, facts, town.now)
    assert await done(ask) is expected, ("ask", reader, file, facts)
    if expected and law.by_itself(actor, facts, town.now):
        right.released_at = town.now
    elif expected:
        right.request = made[0]


@act
async def somebody_asks_for_themselves(town: Town, chance: random.Random) -> None:
    await _ask(town, *closed_right(town, chance, own=True))


@act
async def somebody_asks_for_another(town: Town, chance: random.Random) -> None:
    await _ask(town, *closed_right(town, chance, own=False))


@act
async def somebody_takes_a_request_back(town: Town, chance: random.Random) -> None:
    reader, file, right = some_right(town, chance)
    request = right.request
    if request is not None:
        actor = town.actor(reader, file[1])
        assert await done(lambda: asking.withdraw(actor, request, town.now))
        right.request = None


async def _approve(town: Town, chance: random.Random, *, hides: bool) -> None:
    waiting = [(*key, right) for key, right in town.rights.items() if right.request]
    if not waiting:
        return
    reader, file, right = chance.choice(waiting)
    request, episodes = right.request, town.files[file].episodes
    assert request is not None
    shown = frozenset(one for one in episodes if not hides or chance.random() < 0.5)
    ticks = Ticks(frozenset(episodes), shown)
    facts = facts_of(town, reader, file)
    person = town.people[reader].id
    assert person is not None
    expected = law.may_be_let_in(facts, person, town.now)
    gp = town.gp(file)
    did = await done(lambda: deciding.approve(gp, request, ticks, "", town.now))
    assert did is expected, ("approve", reader, file, facts)
    if did:
        right.request, right.released_at = None, town.now
        for one, known in episodes.items():
            episodes[one] = replace(known, visible=one in shown)


@act
async def the_practice_approves(town: Town, chance: random.Random) -> None:
    await _approve(town, chance, hides=False)


@act
async def the_practice_approves_and_hides(town: Town, chance: random.Random) -> None:
    await _approve(town, chance, hides=True)


@act
async def the_practice_refuses(town: Town, chance: random.Random) -> None:
    _, file, right = some_right(town, chance)
    request, refusal = right.request, Refusal(RefusalReason.TALK_FIRST)
    if request is not None:
        gp = town.gp(file)
        assert await done(lambda: deciding.refuse(gp, request, refusal, town.now))
        right.request = None


@act
async def the_practice_leaves_open(town: Town, chance: random.Random) -> None:
    _, file, right = some_right(town, chance)
    request = right.request
    if request is not None:
        await done(lambda: deciding.leave_open(town.gp(file), request, "", town.now))


@act
async def somebody_ends_their_own_look(town: Town, chance: random.Random) -> None:
    reader, file, right = some_right(town, chance, own=True)
    patient = town.files[file].patient
    did = await done(lambda: ending.end_own(town.people[reader], patient.id, town.now))
    assert did is (town.is_open(file) and right.released_at is not None)
    right.released_at = None


@act
async def somebody_closes_their_account(town: Town, chance: random.Random) -> None:
    person = chance.choice(list(BORN))
    if chance.random() < 0.6:
        return
    assert await done(lambda: ending.end_everything(town.people[person], town.now))
    for (reader, file), right in town.rights.items():
        if reader == person:
            right.released_at = right.request = None
            right.one = right.one if not town.is_open(file) else None
        elif file[1] == person:
            right.released_at = None


async def _flag(town: Town, chance: random.Random, kind: str, *, visible: bool) -> None:
    file = some_file(town, chance)
    things: dict[UUID, Any] = getattr(town.files[file], kind)
    thing = chance.choice(list(things))
    if await done(lambda: why.set_visible(town.gp(file), thing, town.now, visible=visible)):
        things[thing] = replace(things[thing], visible=visible)


@act
async def an_episode_is_hidden(town: Town, chance: random.Random) -> None:
    await _flag(town, chance, "episodes", visible=False)


@act
async def an_episode_is_shown(town: Town, chance: random.Random) -> None:
    await _flag(town, chance, "episodes", visible=True)


@act
async def a_line_is_hidden(town: Town, chance: random.Random) -> None:
    await _flag(town, chance, "lines", visible=False)


@act
async def a_line_is_shown(town: Town, chance: random.Random) -> None:
    await _flag(town, chance, "lines", visible=True)


async def _contact(town: Town, chance: random.Random, *, visible: bool) -> None:
    file = some_file(town, chance)
    lines = town.files[file].lines
    line = chance.choice(list(lines))
    if await done(lambda: why.set_contact(town.gp(file), line, town.now, visible=visible)):
        contact = replace(lines[line].contact, is_shown=visible)
        lines[line] = replace(lines[line], contact=contact)


@act
async def a_contact_is_shown(town: Town, chance: random.Random) -> None:
    await _contact(town, chance, visible=True)


@act
async def a_contact_is_hidden(town: Town, chance: random.Random) -> None:
    await _contact(town, chance, visible=False)


async def _decide(town: Town, chance: random.Random, how: Act, *, later: int = 0) -> None:
    file = some_file(town, chance)
    gp, reports = town.gp(file), town.files[file].reports
    report = chance.choice(list(reports))
    seen = await inbox.report_here(gp, report)
    assert seen is not None
    facts, results = reports[report]
    ticked = frozenset(results) if how.shows_values else frozenset[UUID]()
    planned = town.now + timedelta(hours=later) if later else None
    told = "Goed." if how.shows_values else ""
    decision = Decision(how, Ticks(seen.seen, ticked), told, visible_from=planned)
    if await done(lambda: inbox.decide(gp, report, decision, town.now)):
        results = {one: replace(x, published=one in ticked) for one, x in results.items()}
        shown = (planned or town.now) if how.shows_values else None
        facts = replace(facts, visible_from=shown, invited=how is Act.INVITE)
        reports[report] = facts, results


@act
async def a_result_is_published(town: Town, chance: random.Random) -> None:
    await _decide(town, chance, Act.PUBLISH)


@act
async def a_result_is_published_for_later(town: Town, chance: random.Random) -> None:
    await _decide(town, chance, Act.PUBLISH, later=30)


@act
async def a_result_is_published_with_an_invitation(town: Town, chance: random.Random) -> None:
    await _decide(town, chance, Act.PUBLISH_AND_INVITE)


@act
async def somebody_is_invited_about_a_result(town: Town, chance: random.Random) -> None:
    await _decide(town, chance, Act.INVITE)


@act
async def a_result_is_saved(town: Town, chance: random.Random) -> None:
    await _decide(town, chance, Act.SAVE)


@act
async def a_result_is_taken_back(town: Town, chance: random.Random) -> None:
    file = some_file(town, chance)
    reports = town.files[file].reports
    report, reason = chance.choice(list(reports)), chance.choice(list(RecallReason))
    wanted = Wanted(Thing.REPORT, report, reason, "Vergissing.")
    if await done(lambda: recalling.recall(town.gp(file), wanted, town.now)):
        facts, results = reports[report]
        reports[report] = replace(facts, visible_from=None, invited=False), results


@act
async def a_letter_is_accorded(town: Town, chance: random.Random) -> None:
    file = some_file(town, chance)
    every = town.files[file].letters
    letter = chance.choice(list(every))
    if await done(lambda: letters.accord(town.gp(file), letter, "", town.now)):
        every[letter] = replace(every[letter], accorded_at=town.now)


@act
async def a_letter_is_taken_back(town: Town, chance: random.Random) -> None:
    file = some_file(town, chance)
    every = town.files[file].letters
    letter = chance.choice(list(every))
    wanted = Wanted(Thing.LETTER, letter, RecallReason.MISTAKE, "Vergissing.")
    if await done(lambda: recalling.recall(town.gp(file), wanted, town.now)):
        every[letter] = replace(every[letter], accorded_at=None)


async def _register(town: Town, chance: random.Random, agrees: bool | None) -> None:
    reader, file, right = some_right(town, chance, own=False)
    made: list[UUID] = []

    async def register() -> None:
        made.append(await registered(town, reader, file, agrees=agrees))

    if not await done(register):
        return
    new = registration(town, reader, file[1], agrees=agrees)
    life = law.stage_of_life(BORN[file[1]], town.today)
    person = town.people[reader].id
    assert person is not None
    right.one = Representation(
        id=made[0],
        representative=person,
        kind=new.kind,
        presence=Presence.TOGETHER,
        starts_on=new.starts_on,
        choice=None if agrees is None or life != law.YOUTH else Choice(agrees, town.now),
    )


@act
async def somebody_is_registered(town: Town, chance: random.Random) -> None:
    await _register(town, chance, None)


@act
async def somebody_is_registered_with_a_yes(town: Town, chance: random.Random) -> None:
    await _register(town, chance, agrees=True)


@act
async def somebody_is_registered_with_a_no(town: Town, chance: random.Random) -> None:
    await _register(town, chance, agrees=False)


async def _end(town: Town, chance: random.Random, side: str) -> None:
    reader, file, right = some_right(town, chance, own=False)
    one = right.one
    if one is None:
        return
    sides = {
        "patient": town.people[file[1]],
        "practice": town.gp(file),
        "representative": town.actor(reader, file[1]),
    }
    if await done(lambda: choosing.withdraw(sides[side], one.id, town.now)):
        right.one = right.released_at = right.request = None


@act
async def the_patient_ends_a_representation(town: Town, chance: random.Random) -> None:
    await _end(town, chance, "patient")


@act
async def the_practice_ends_a_representation(town: Town, chance: random.Random) -> None:
    await _end(town, chance, "practice")


@act
async def the_representative_ends_it(town: Town, chance: random.Random) -> None:
    await _end(town, chance, "representative")


async def _choose(town: Town, chance: random.Random, *, allowed: bool, kept: int = 0) -> None:
    young = [
        (file, right)
        for (_, file), right in town.rights.items()
        if right.one and law.stage_of_life(BORN[file[1]], town.today) == law.YOUTH
    ]
    file, right = chance.choice(young) if young else (some_file(town, chance), Right())
    one = right.one
    if one is None:
        return
    left = frozenset(chance.sample(list(town.files[file].episodes), kept)) if allowed else None
    youth = town.people[file[1]]
    if await done(lambda: choosing.choose(youth, one.id, left, town.now)):
        right.one = replace(one, choice=Choice(allowed, town.now, left or frozenset()))
        right.released_at = right.released_at if allowed else None


@act
async def the_youth_says_yes(town: Town, chance: random.Random) -> None:
    await _choose(town, chance, allowed=True)


@act
async def the_youth_says_yes_but(town: Town, chance: random.Random) -> None:
    await _choose(town, chance, allowed=True, kept=1)


@act
async def the_youth_says_no(town: Town, chance: random.Random) -> None:
    await _choose(town, chance, allowed=False)


@act
async def somebody_is_kept_out(town: Town, chance: random.Random) -> None:
    _, file, right = some_right(town, chance, own=False)
    one = right.one
    if one is not None:
        asked = Block(one.id, "Signaal.")
        if await done(lambda: registering.block(town.gp(file), asked, town.now)):
            right.blocked, right.released_at = True, None


@act
async def somebody_is_let_in_again(town: Town, chance: random.Random) -> None:
    _, file, right = some_right(town, chance, own=False)
    one = right.one
    if one is not None and await done(lambda: registering.lift(town.gp(file), one.id, town.now)):
        right.blocked = False


def _close(town: Town, file: FileName, why_closed: str) -> None:
    town.closed[file] = why_closed
    for (_, theirs), right in town.rights.items():
        if theirs == file:
            right.released_at = right.request = None


@act
async def somebody_is_taken_off_the_list(town: Town, chance: random.Random) -> None:
    file = some_file(town, chance)
    if chance.random() < 0.3 and await done(
        lambda: leaving.deregister(town.gp(file), town.files[file].patient.id, town.now)
    ):
        _close(town, file, "deregistered")


@act
async def somebody_dies(town: Town, chance: random.Random) -> None:
    file = some_file(town, chance)
    if chance.random() < 0.6:
        return
    patient = town.files[file].patient.id
    if await done(lambda: leaving.record_death(town.gp(file), patient, town.today, town.now)):
        for other in town.files:
            if other[1] == file[1] and town.is_open(other):
                _close(town, other, "died")


@act
async def a_death_was_a_mistake(town: Town, chance: random.Random) -> None:
    for file, reason in list(town.closed.items()):
        patient = town.files[file].patient.id
        if reason == "died" and await done(
            lambda file=file, patient=patient: correcting.undo_death(  # type: ignore[misc]
                town.gp(file), patient, Why.MISTAKE, town.now
            )
        ):
            for other in [one for one in town.closed if one[1] == file[1]]:
                if town.closed[other] == "died":
                    del town.closed[other]
            return


async def _agree(town: Town, chance: random.Random, **values: Any) -> None:
    where = chance.choice(list(town.stages))
    new = replace(town.agreed[where], **values)
    gp = town.stages[where].gp
    assert await done(lambda: choices.change(gp, new, town.now))
    town.agreed[where] = new


@act
async def the_journal_is_switched(town: Town, chance: random.Random) -> None:
    await _agree(town, chance, journal=chance.random() < 0.85)


@act
async def the_results_are_switched(town: Town, chance: random.Random) -> None:
    await _agree(town, chance, results=chance.random() < 0.85)


@act
async def parents_are_agreed_on_anew(town: Town, chance: random.Random) -> None:
    await _agree(town, chance, parents=chance.choice((*Parents, Parents.UNDER_16)))


@act
async def requests_are_handled_otherwise(town: Town, chance: random.Random) -> None:
    await _agree(town, chance, handling=chance.choice(list(Handling)))


@act
async def closed_episodes_are_agreed_on_anew(town: Town, chance: random.Random) -> None:
    await _agree(town, chance, closed_episodes=chance.choice(list(ClosedEpisodes)))


@act
async def memos_are_agreed_on_anew(town: Town, chance: random.Random) -> None:
    await _agree(town, chance, without_contact=chance.random() < 0.5)


@act
async def the_start_date_moves(town: Town, chance: random.Random) -> None:
    days = (None, datetime(2026, 2, 1, tzinfo=UTC).date(), datetime(2026, 2, 2, tzinfo=UTC).date())
    await _agree(town, chance, journal_from=chance.choice(days))


@act
async def an_hour_passes(town: Town, chance: random.Random) -> None:
    town.now += timedelta(minutes=chance.randint(1, 90))


@act
async def a_day_passes(town: Town, chance: random.Random) -> None:
    town.now += timedelta(hours=chance.randint(12, 60))


@act
async def a_birthday_is_about_to_come(town: Town, chance: random.Random) -> None:
    """Go to the last moment before a birthday, or over it."""
    coming = []
    for name in ("child", "youth", "teen"):
        year, month, day = (int(part) for part in BORN[name].split("-"))
        for age in (12, 16):
            start = datetime.combine(datetime(year + age, month, day).date(), time.min, LOCAL)  # noqa: DTZ001
            if start.astimezone(UTC) > town.now:
                coming.append(start.astimezone(UTC))
    if coming and (chance.random() < 0.4 or min(coming) - town.now < timedelta(days=40)):
        town.now = min(coming) - timedelta(microseconds=chance.choice((0, 1)))
