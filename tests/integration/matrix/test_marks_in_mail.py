"""A mark in every field of a file, shown or not: no message that leaves the portal carries one."""

import email
import email.policy
from datetime import timedelta

from consent.model import Right
from consent.register.employees import holders
from integration.matrix.test_marks import seen
from integration.matrix.world import visitors
from integration.matrix.world.marked import Marked, closed_part, open_part
from integration.matrix.world.portal import Portal
from portal.database import transaction
from portal.post.compose import Sender
from portal.post.model import Kind
from portal.post.outbox import words_of
from portal.post.readers import addresses, telling
from portal.post.readers.birthdays import tell_birthdays
from portal.post.readers.devices import noticed
from portal.post.readers.model import Reader
from portal.post.readers.news import tell_news
from portal.post.sending import Office, send_due
from portal.post.sink import Sink
from support.family import PARENTS, Family, family
from support.stage import START, PatientHere, Stage

BEFORE = START - timedelta(days=1)
SOON = START + timedelta(minutes=5)
# What is sent to whom logs in with a password: made of a name and a code, and shown elsewhere.
OF_ACCOUNTS = {Kind.INVITATION, Kind.LOGIN_CODE, Kind.PASSWORD_FORGOTTEN}


async def reachable(stage: Stage, *readers: Reader) -> None:
    """Put an address into use for each of these."""
    async with transaction():
        for reader in readers:
            await addresses.bring(stage.vault, reader, f"{reader.id.hex}@a.example", BEFORE)


async def changed(stage: Stage, reader: Reader) -> None:
    """Change the address of somebody, which is written to the old one and the new one."""
    async with transaction():
        await addresses.give(stage.vault, reader, f"nieuw{reader.id.hex}@a.example", START)
        (row,) = await addresses.queries.fetch(
            "select id from post_address where person = $1 and verified_at is null", reader.id
        )
        await addresses.confirm(stage.vault, row["id"], "nl", SOON)


async def asked_and_decided(portal: Portal, patient: PatientHere, mark: str) -> None:
    """Let somebody ask, and be refused with a word to them and one among colleagues."""
    who = await visitors.patient(portal.app, "asks", patient)
    sent = await portal.visit(who, "POST", "/mijn/inzage", {"praktijk": patient.id})
    assert sent.status == 303
    gp = await visitors.employee(portal.app, "gp", patient.stage.gp)
    (row,) = await portal.owner.fetch("select id from access_request where patient=$1", patient.id)
    path = f"/praktijk/aanvragen/{row['id']}/weigeren"
    fields = {"reason": "talk_first", "explanation": mark}
    assert (await portal.visit(gp, "POST", path, fields)).status == 303


async def written(portal: Portal, stage: Stage) -> tuple[set[Kind], str]:
    """Give the kinds in the outbox, and all that it says: sealed, printed and sent."""
    rows = await portal.owner.fetch("select * from post_message")
    found = [repr(words_of(stage.vault, row["words_sealed"], row["id"])) for row in rows]
    sink = Sink()
    sender = Sender("inzage@portaal.example", "https://portaal.example")
    await send_due(Office(stage.vault, sink, sender, lambda: SOON))
    for one in sink.kept:
        message = email.message_from_bytes(one.content, policy=email.policy.default)
        found.append(repr(message.items()))
        found += [part.get_content() for part in message.iter_parts()]
    return {Kind(row["kind"]) for row in rows}, "".join(found)


def reader_of(patient: PatientHere) -> Reader:
    """Give a patient as somebody to write to."""
    name = patient.reader.name
    return Reader(id=patient.person, name=name, practice=patient.stage.practice)


async def parent_of(made: Family, file: Marked) -> Reader:
    """Fill the file of a child, and give the parent as somebody to write to."""
    await made.released()
    await closed_part(file, await open_part(file))
    person = made.parent.id
    assert person is not None
    return Reader(id=person, name=made.parent.name, practice=made.stage.practice)


async def test_no_message_carries_a_mark(portal: Portal) -> None:
    stage = await Stage.set(PARENTS)
    stage.vault = portal.app.state.vault
    anna, wim = Marked(await stage.patient(0)), Marked(await stage.patient(1, name="Wim Wacht"))
    born = f"{START.year - 12}-{START:%m}-{START.day + 20:02d}"
    child = await family(stage, born)
    youngster = Marked(child.child)
    own = [reader_of(one) for one in (anna.patient, wim.patient, child.child)]
    parent = await parent_of(child, youngster)
    deciders = await holders(stage.practice, Right.REQUESTS_DECIDE, START)
    await reachable(stage, *own, parent, *map(telling.employee, deciders))
    await anna.patient.released()
    for file in (anna, wim):
        await closed_part(file, await open_part(file))
    await asked_and_decided(portal, wim.patient, wim.mark("explanation"))
    async with transaction():
        for device in ("one", "two"):
            await noticed(stage.vault, own[0], device, START)
    assert await tell_news(stage.vault, SOON) == 1
    await changed(stage, own[0])
    assert await tell_birthdays(stage.vault, SOON) == 2
    kinds, text = await written(portal, stage)
    assert kinds == set(Kind) - OF_ACCOUNTS
    for file in (anna, wim, youngster):
        assert seen(file.closed | file.shown, text) == []
    assert "Er staat iets nieuws" in text
