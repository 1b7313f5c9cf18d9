"""The same message from eight senders at once, and eight messages about one person nobody knew."""

from functools import partial

from consent.register.sources import SourceKind
from consent.statements import fetch
from faults.races.contest import race
from faults.races.crowd import Crowd
from integration.intake.delivering import Sender, source_here
from portal.intake.delivery import Receipt
from soak import rounds
from support import messages
from support.messages import Resource

SENDERS = 8
ENDS = {"accepted": 1, "duplicate": SENDERS - 1}


def about(bsn: str, key: str) -> Resource:
    return messages.bundle(messages.patient(bsn), messages.result(key))


async def systems(crowd: Crowd, name: str, number: int) -> list[Sender]:
    made = [
        await source_here(crowd.stage, SourceKind.PRACTICE_SYSTEM, f"{name}-{one}")
        for one in range(number)
    ]
    return [Sender(crowd.stage, source) for source, _ in made]


async def deliver(crowd: Crowd, *sent: tuple[Sender, Resource]) -> list[Receipt]:
    ended = await race(crowd.engine, crowd.chance, *[partial(by.send, what) for by, what in sent])
    receipts = [one for one in ended if isinstance(one, Receipt)]
    assert len(receipts) == len(sent)
    return receipts


async def test_a_message_that_comes_eight_times_at_once_is_taken_once(crowd: Crowd) -> None:
    (sender,) = await systems(crowd, "same", 1)
    for _ in range(rounds(200, 1000)):
        bsn = next(crowd.numbers)
        message = about(bsn, f"same-{bsn[-5:]}")
        receipts = await deliver(crowd, *[(sender, message)] * SENDERS)
        ends = {end: sum(getattr(one, end) for one in receipts) for end in (*ENDS, "quarantined")}
        assert ends == {end: 2 * number for end, number in ENDS.items()} | {"quarantined": 0}
        person = await _only_person(crowd, bsn)
        assert await _count("result", person) == 1
        lines = await fetch(
            "select event_subtype as what from access_entry where person = $1", person
        )
        # One message was the first with the person, and one (perhaps another) with the result.
        assert {line["what"] for line in lines} == {"intake.receive"}
        assert len(lines) in {1, 2}


async def test_eight_messages_about_somebody_new_make_one_person_and_one_file(crowd: Crowd) -> None:
    many = await systems(crowd, "many", SENDERS)
    for number in range(rounds(25, 1000)):
        bsn = next(crowd.numbers)
        # Eight systems at once, or one that sends eight messages at once.
        senders = many if number % 2 else [many[0]] * SENDERS
        sent = [(by, about(bsn, f"new-{bsn[-5:]}-{place}")) for place, by in enumerate(senders)]
        receipts = await deliver(crowd, *sent)
        assert all(receipt.quarantined == 0 for receipt in receipts)
        person = await _only_person(crowd, bsn)
        assert await _count("result", person) == await _count("report", person) == SENDERS
        (lines,) = await fetch(
            "select count(*) as number, count(distinct object_id) as messages"
            " from access_entry where person = $1",
            person,
        )
        assert lines["number"] == lines["messages"] == SENDERS


async def _only_person(crowd: Crowd, bsn: str) -> object:
    keys = crowd.stage.vault.bsn_keys(bsn)
    (person,) = await fetch("select id from person where bsn_key = any($1::bytea[])", keys)
    await fetch("select 1 from patient where person = $1", person["id"])
    (files,) = await fetch("select count(*) as n from patient where person = $1", person["id"])
    assert files["n"] == 1
    return person["id"]


async def _count(table: str, person: object) -> int:
    sql = f"select count(*) as n from {table} t join patient f on f.id = t.patient where f.person = $1"  # noqa: S608, E501 - names of ours
    (row,) = await fetch(sql, person)
    return int(row["n"])
