"""Whatever comes in: no exception, and every resource has one end."""

import json
import random
from copy import deepcopy
from typing import Any

import pytest

from publishing.intake.faults import Unreadable
from publishing.intake.reader import read
from soak import rounds
from support.messages import FIXTURES, body, fixture, xml

MESSAGES = [json.loads(path.read_text("utf-8")) for path in sorted(FIXTURES.glob("*.json"))]
JUNK: list[Any] = [
    *(None, True, 0, -1, 1.5, "", " ", "x" * 400, "2026-02-30", "\x01", "<b>", "#", "#a"),
    *("urn:uuid:0", "Patient/pat-1", [], [[]], {}, [{}], {"value": {}}, {"coding": "x"}),
    *({"reference": {}}, {"extension": [{"url": 5}]}, {"resourceType": "Bundle"}),
    {"identifier": {"system": 1, "value": []}},
]


def test_a_changed_message_never_breaks_the_reader() -> None:
    chance = random.Random(20260304)
    for _ in range(rounds(400, 40_000)):
        message = json.loads(json.dumps(chance.choice(MESSAGES)))
        for _ in range(chance.randint(1, 4)):
            _spoil(message, chance)
        _check(json.dumps(message).encode(), len(message.get("entry") or []))


def test_changed_xml_never_breaks_the_reader() -> None:
    chance = random.Random(20260305)
    sources = [path.read_bytes() for path in sorted(FIXTURES.glob("*.xml"))]
    for _ in range(rounds(150, 20_000)):
        message = bytearray(chance.choice(sources))
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(message))
            message[place : place + chance.randint(0, 9)] = chance.choice(
                [b"", b"<", b">", b'"', b"&", b"\xff", b"</resource>", b"<a/>", b"\x00"]
            )
        read(bytes(message))


def test_cut_off_anywhere_a_message_is_unreadable() -> None:
    whole = fixture("r4-corrected.json")
    for place in range(1, len(whole.rstrip()) - 1, 37):
        assert isinstance(read(whole[:place]), Unreadable)


@pytest.mark.parametrize("message", MESSAGES)
def test_written_as_xml_a_message_says_the_same(message: dict[str, Any]) -> None:
    told, shown = read(body(message)), read(xml(message))
    assert isinstance(told, list)
    assert isinstance(shown, list)
    assert [item.kind for item in told] == [item.kind for item in shown]


def _check(message: bytes, entries: int) -> None:
    found = read(message)
    if isinstance(found, Unreadable):
        return
    assert len(found) in {entries, 1}
    for item in found:
        assert (item.read is None) is (item.fault is not None)
        assert len(item.key) <= 300
        assert all(len(alias) <= 300 for alias in item.aliases)
        assert "999900225" not in item.path + item.key + repr(item) + repr(item.fault)


def _spoil(message: dict[str, Any], chance: random.Random) -> None:
    holder: Any = message
    while True:
        places = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not places:
            return
        place = chance.choice(places)
        if not isinstance(holder[place], dict | list) or chance.random() < 0.15:
            break
        holder = holder[place]
    if holder is message and place in {"entry", "resourceType"}:
        return
    if chance.random() < 0.3:
        del holder[place]
    else:
        holder[place] = deepcopy(chance.choice(JUNK))
