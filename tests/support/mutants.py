"""Messages that somebody or something spoiled: byte by byte, or in what they are made of."""

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

from support import health, hl7, messages
from support.stage import bsn

DEEP = 120
# What writers, people and attackers put where a value should be.
ODD: tuple[Any, ...] = (
    *("", " ", "\0", "\ud800", "\u202e\u2066", "x" * 30_000, "<b>&amp;</b>", "${DATE}", "%s'--"),
    *("é", "Ã©", "0", "-0.0", "1e999", "4,1", "0x1", "9999-99-99T93:94:", "2026-02-30", "0000"),
    *("P1D", "#x", "urn:uuid:", "Patient/p1", "final", "unknown", "=== ===", "AAAA", "123456782"),
    *(None, True, False, 0, -1, 10**400, 1e308, [], {}, [[]], [None], {"value": {}}, [{}, 1]),
)
SIGNS = "|^~\\&\r\n\"'\t\0\x0b\x1c{}[]<>/=%é\x85"
ORDER = {
    "resourceType": "ServiceRequest",
    "id": "o1",
    "status": "active",
    "priority": "urgent",
    "code": {"coding": [{"system": messages.NHG45, "code": "513", "display": "Kalium"}]},
    "subject": {"reference": "Patient/p1"},
}
FIXTURES = ("r4-laboratory", "r4-corrected", "r4-soap", "stu3-dossier", "stu3-report-alone")


def mutant(chance: Random) -> tuple[str, bytes]:
    """Give a message that was spoiled, with how it was written: `json`, `xml` or `hl7`."""
    kind = chance.choice(("json", "xml", "hl7", "hl7"))
    body = _hl7(chance) if kind == "hl7" else _fhir(chance, kind)
    return kind, _bytes(chance, body) if chance.random() < 0.5 else body


def _fhir(chance: Random, kind: str) -> bytes:
    resource = _some(chance)
    for _ in range(chance.randint(0, 4)):
        _spoil(chance, resource)
    if kind == "json" or chance.random() < 0.05:
        return json.dumps(resource, ensure_ascii=chance.random() < 0.7).encode(
            "utf-8", "surrogatepass"
        )
    try:
        return messages.xml(resource)
    except (TypeError, ValueError, AttributeError, UnicodeEncodeError, RecursionError, KeyError):
        # Not everything that is JSON can be written as XML.
        return messages.xml(messages.bundle(messages.patient(bsn(0)), messages.result()))


def _some(chance: Random) -> Any:
    whole = json.loads(messages.fixture(f"{chance.choice(FIXTURES)}.json"))
    made = [messages.patient(bsn(0)), messages.result(), messages.line(), messages.episode()]
    made += [messages.contact(), messages.audit_event(), messages.letter(), ORDER]
    made += [health.medication(), health.use(), health.hypersensitivity(), health.vaccination()]
    made += [health.blood_pressure(), health.weight()]
    if chance.random() < 0.03:
        made.append(messages.binary())
    entries = whole.get("entry", []) + messages.bundle(*made)["entry"]
    chosen = chance.sample(entries, chance.randint(1, 3))
    if chance.random() < 0.8:
        chosen.insert(0, messages.bundle(messages.patient(bsn(0)))["entry"][0])
    return {"resourceType": "Bundle", "type": "collection", "entry": copy.deepcopy(chosen)}


def _spoil(chance: Random, top: Any) -> None:
    holder, name = chance.choice(_places(top))
    act = chance.choice((_replace, _replace, _remove, _double, _move, _deepen, _retype))
    act(chance, holder, name)


def _places(top: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [top]
    while waiting:
        holder = waiting.pop()
        inside = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for name, value in list(inside):
            found.append((holder, name))
            if isinstance(value, dict | list):
                waiting.append(value)
    return found or [(top, "resourceType")]


def _replace(chance: Random, holder: Any, name: Any) -> None:
    holder[name] = copy.deepcopy(chance.choice(ODD))


def _remove(_chance: Random, holder: Any, name: Any) -> None:
    if isinstance(holder, list) or name in holder:
        del holder[name]


def _double(_chance: Random, holder: Any, name: Any) -> None:
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[name]))
    elif name in holder:
        holder[name] = [holder[name], copy.deepcopy(holder[name])]


def _move(chance: Random, holder: Any, name: Any) -> None:
    if isinstance(holder, list):
        chance.shuffle(holder)
    else:
        holder[chance.choice(("id", "subject", "_status", "größe", "value" * 40, "url"))] = (
            holder.pop(name, None)
        )


def _deepen(chance: Random, holder: Any, name: Any) -> None:
    value = copy.deepcopy(holder[name]) if isinstance(holder, list) else holder.get(name)
    for _ in range(chance.choice((1, DEEP))):
        value = {"extension": [value]} if chance.random() < 0.5 else [value]
    holder[name] = value


def _retype(_chance: Random, holder: Any, name: Any) -> None:
    if isinstance(holder, dict):
        holder[name] = str(holder.get(name))


def _hl7(chance: Random) -> bytes:
    segments = [
        hl7.header(chance.choice(("ORU^R01^ORU_R01", "ORU^W01", "MDM^T02", "ADT^A01"))),
        hl7.pid(bsn(0)),
        hl7.obr(f"A{chance.randint(0, 30)}"),
        *(hl7.obx(place, f"K{place}^Kalium^99zon", str(place)) for place in range(1, 4)),
        "NTE|1||Let op\\.br\\ja",
    ]
    if segments[0].find("MDM") > 0:
        segments = [*segments[:2], hl7.txa(f"D{chance.randint(0, 9)}"), hl7.obx(value="JVBERi0=")]
    for _ in range(chance.randint(0, 4)):
        segments = _resegmented(chance, segments)
    ending = chance.choice(("\r", "\r", "\r", "\n", "\r\n"))
    charset = chance.choice(("utf-8", "utf-8", "latin-1", "cp1252", "utf-16"))
    return (ending.join(segments) + ending).encode(charset, "replace")


def _resegmented(chance: Random, segments: list[str]) -> list[str]:
    place = chance.randrange(len(segments)) if segments else 0
    acts: tuple[Callable[[], list[str]], ...] = (
        lambda: segments[:place] + segments[place + 1 :],
        lambda: [*segments[:place], segments[place], *segments[place:]],
        lambda: chance.sample(segments, len(segments)),
        lambda: [*segments, *segments],
        lambda: [*segments[:place], _refielded(chance, segments[place]), *segments[place + 1 :]],
        lambda: [*segments[:place], _refielded(chance, segments[place]), *segments[place + 1 :]],
    )
    return chance.choice(acts)() if segments else [hl7.header()]


def _refielded(chance: Random, segment: str) -> str:
    fields = segment.split("|")
    place = chance.randrange(len(fields))
    odd = str(chance.choice(ODD)).encode("utf-8", "replace").decode()[:40_000]
    fields[place] = chance.choice(
        (odd, fields[place] * 2, f"{fields[place]}~{odd}", f"^{odd}&&^{odd}", '""', "\\X41\\\\.br")
    )
    return "|".join(fields)


def _bytes(chance: Random, body: bytes) -> bytes:
    for _ in range(chance.randint(1, 3)):
        begin = chance.randrange(len(body) + 1)
        end = min(len(body), begin + chance.choice((1, 1, 2, 8, 200)))
        part, sign = body[begin:end], chance.choice(SIGNS).encode()
        body = chance.choice(
            (
                body[:begin] + body[end:],
                body[:begin] + sign + body[begin:],
                body[:begin] + chance.randbytes(end - begin) + body[end:],
                body[:end] + part + body[end:],
                body[:begin],
                body[:begin] + part * 50 + body[end:],
            )
        )
    return body
