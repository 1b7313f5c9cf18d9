"""
A value that a laboratory corrected is current nowhere: no page, course, paper, sheet or message.

Each pair comes in by the intake, is published, corrected, and published again.
"""

import os
import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import httpx
import pytest

from consent.model import Actor, ActorKind, Function
from consent.register.sources import SourceKind
from integration.intake.delivering import Sender, rows
from integration.patient.conftest import LogIn
from portal.database import transaction
from portal.post.outbox import words_of
from portal.post.readers import addresses
from portal.post.readers.model import Reader
from portal.post.readers.news import tell_news
from publishing.intake.faults import Unreadable
from publishing.intake.reader import read
from publishing.intake.reads import ResultRead
from publishing.model import ResultStatus
from publishing.tables import Publication, Report
from support import hl7
from support.messages import body, bundle, patient, result, xml
from support.stage import START, PatientHere, Stage, bsn
from unit.paper.reading import Node, Reading

SENT, SHOWN, CORRECTED, AGAIN = (START - timedelta(hours=hours) for hours in (4, 3, 2, 1))
LATER = "44.11"
# What the page of a result says of the value that stood there before.
REPLACED = re.compile(r'<p class="muted small">Tot [^<]*stond hier:[^<]*</p>')
# A folder of messages of somebody else's, of which the pairs are tried as well.
SAMPLES = os.environ.get("SAMPLES", "")


class Pair(NamedTuple):
    """A message, its correction, and the values of the one and of the other."""

    first: bytes
    second: bytes
    old: str
    new: str


def in_words(text: str) -> dict[str, Any]:
    """Give an answer in words instead of a number."""
    return {"valueQuantity": None, "valueString": text}


def fhir(write: Any, old: dict[str, Any], new: dict[str, Any], words: tuple[str, str]) -> Pair:
    """Make a pair of FHIR."""
    about = patient(bsn(0))
    first = write(bundle(about, result(**old)))
    return Pair(first, write(bundle(about, result(status="corrected", **new))), *words)


def amount(value: str) -> dict[str, Any]:
    """Give a quantity."""
    return {"valueQuantity": {"value": float(value), "unit": "mmol/l"}}


def of_hl7(old: str, new: str) -> Pair:
    """Make a pair of HL7 version 2."""
    first, second = (
        hl7.body(
            hl7.header(control=status),
            hl7.pid(bsn(0)),
            hl7.obr(status=status),
            hl7.obx(value=value, rest=f"|mmol/L|4.0 - 90.0|N|||{status}"),
        )
        for value, status in ((old, "F"), (new, "C"))
    )
    return Pair(first, second, old, new)


NUMBERS, ANSWERS = ("71.37", "84.29"), ("paars", "oranje")
OWN = {
    "json, a number": fhir(body, amount("71.37"), amount("84.29"), NUMBERS),
    "xml, words": fhir(xml, *map(in_words, ANSWERS), ANSWERS),
    "hl7, a number": of_hl7(*NUMBERS),
}


def pairs_of_others() -> Iterator[tuple[str, Pair]]:
    """Find every result of a folder that another message of it corrects."""
    found: dict[tuple[str, bool], list[tuple[bytes, str]]] = {}
    for file in sorted(Path(SAMPLES).rglob("*")) if SAMPLES else ():
        sent = file.read_bytes() if file.is_file() else b""
        for key, (said, status) in results_of(sent).items():
            # Another result of the message with the same answer would be looked for in vain.
            others = [one for other, (one, _) in results_of(sent).items() if other != key]
            if said and not any(said in one or one in said for one in others if one):
                found.setdefault((key, status is ResultStatus.CORRECTED), []).append((sent, said))
    for key, corrects in found:
        both = [] if corrects else product(found[key, False], found.get((key, True), []))
        pairs = {(old, new): (first, second) for (first, old), (second, new) in both if old != new}
        for said, bodies in pairs.items():
            yield " ".join((key[-12:], *said)), Pair(*bodies, *said)


def results_of(sent: bytes) -> dict[str, tuple[str, ResultStatus]]:
    """Give what a message says of each result, with how sure it is."""
    items = read(sent)
    return {
        f"{item.subject.bsn} {item.key}": (
            item.read.value or item.read.value_text,
            item.read.status,
        )
        for item in ([] if isinstance(items, Unreadable) else items)
        if isinstance(item.read, ResultRead)
    }


PAIRS = [*OWN.items(), *pairs_of_others()]


class Scene(NamedTuple):
    """Where a value could stand: the patient, their pages, and what was written to them."""

    stage: Stage
    patient: PatientHere
    client: httpx.AsyncClient

    async def publish(self, report: UUID, at: Any) -> None:
        """Publish all of a report as it is now, in the place of what was published before."""
        async with transaction():
            await Publication.update({Publication.ended_at: at}).where(
                Publication.report == report, Publication.ended_at.is_null()
            )
            await Report.update({Report.state: "published"}).where(Report.id == report)
        current = "select id from result where report = $1 and superseded_at is null"
        results = [row["id"] for row in await rows(current, report)]
        await self.patient.publication(report, results, visible_from=at, acted_at=at)

    async def places(self) -> dict[str, str]:
        """Give all that the patient can read, by where it stands."""
        pages = ["/mijn", "/mijn/uitslagen", "/mijn/metingen", "/mijn/dossier", "/mijn/logboek"]
        pages += [f"/mijn/uitslagen/{row['id']}" for row in await rows("select id from report")]
        files = [f"/mijn/opslaan/bestand?vorm={form}" for form in ("pdf", "csv", "fhir")]
        files += ["/mijn/logboek.pdf", "/mijn/logboek.csv", "/mijn/logboek.json"]
        told = {page: (await self.client.get(page)).text for page in pages}
        for file in files:
            content = (await self.client.get(file)).content
            is_paper = content.startswith(b"%PDF")
            told[file] = apart(Reading(content).tree) if is_paper else content.decode("utf-8-sig")
        await tell_news(self.stage.vault, START)
        sealed = await rows("select id, words_sealed from post_message")
        told["mail"] = " ".join(
            str(words_of(self.stage.vault, one["words_sealed"], one["id"]))
            for one in sealed
            if one["words_sealed"]
        )
        return told

    async def where(self, pair: Pair, *, old: bool, current: bool = False) -> set[str]:
        """Say where one of the values stands; `current`: the past does not count."""
        value, other = (pair.old, pair.new) if old else (pair.new, pair.old)
        told = {
            place: REPLACED.sub("", text) if current else text
            for place, text in (await self.places()).items()
        }
        # One of them may be a part of the other: `aangetoond` of `niet aangetoond`.
        longer = other if value in other else "\0"
        return {place for place, text in told.items() if stands(value, text.replace(longer, ""))}


async def published(sender: Sender, client: httpx.AsyncClient, pair: Pair) -> tuple[Scene, UUID]:
    """Let the first message come in and be published, with a later value of the same kind."""
    stage = sender.stage
    unknown = await stage.patient()
    await sender.send(pair.first, at=SENT)
    found = "select * from result where value = $1 or value_text = $1"
    if not await rows(found, pair.old):
        # It does not say whose it is.
        await sender.send(pair.first, unknown, SENT)
    [first, *_] = await rows(found, pair.old)
    here = await whose(stage, first["patient"])
    await here.released(SENT)
    scene = Scene(stage, here, client)
    await scene.publish(first["report"], SHOWN)
    same = {name: first[name] for name in ("name", "code", "code_system", "unit")}
    later = await here.report("Later")
    await here.publication(later, [await here.result(later, value=LATER, taken_at=START, **same)])
    async with transaction():
        await addresses.give(stage.vault, Reader(id=here.person), "anna@example.nl", SENT)
        waiting = await addresses.queries.address_to_check(here.person, SENT - timedelta(hours=1))
        await addresses.confirm(stage.vault, waiting["id"], "nl", SENT)
    return scene, first["report"]


async def whose(stage: Stage, file: UUID) -> PatientHere:
    """Give the patient of a file."""
    [row] = await rows("select person from patient where id = $1", file)
    reader = Actor(ActorKind.PERSON, Function.PATIENT, id=row["person"], name="Anna Bakker")
    return PatientHere(stage, file, row["person"], reader)


def apart(node: Node) -> str:
    """Give all that a paper says, with room between its cells."""
    return " ".join([node.text, *map(apart, node.kids)])


def stands(value: str, text: str) -> bool:
    """Tell whether a value stands in a text, with a point or a comma, and not within another."""
    spelled = "|".join(re.escape(one) for one in {value, value.replace(".", ",")})
    return bool(re.search(rf"(?<![\w.,])(?:{spelled})(?![\w]|[.,]\d)", text))


@pytest.mark.parametrize("pair", [pair for _, pair in PAIRS], ids=[name for name, _ in PAIRS])
async def test_after_a_correction_the_old_value_is_current_nowhere(
    stage: Stage, log_in: LogIn, client: httpx.AsyncClient, pair: Pair
) -> None:
    sender = await Sender.of(stage, SourceKind.PRACTICE_SYSTEM)
    scene, report = await published(sender, client, pair)
    await log_in(scene.patient)
    before = await scene.where(pair, old=True)
    assert {f"/mijn/uitslagen/{report}", "/mijn/opslaan/bestand?vorm=pdf"} <= before
    assert await scene.where(pair, old=False) == set()

    await sender.send(pair.second, scene.patient, CORRECTED)
    assert await scene.where(pair, old=True) == set(), "while somebody has to look at it"
    assert await scene.where(pair, old=False) == set()

    await scene.publish(report, AGAIN)
    assert await scene.where(pair, old=True, current=True) == set()
    assert await scene.where(pair, old=True) <= {f"/mijn/uitslagen/{report}"}, "what it replaced"
    assert await scene.where(pair, old=False) == before
