"""Reading a report of a mail server (RFC 3464): did the message fail for good, and with which code.

It is text of strangers: whatever cannot be read is no report, and nothing of it is repeated.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

import msgspec

REPORT, STATUS = "multipart/report", "message/delivery-status"
# Where the address stands to which the report was sent, depending on who received it.
TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
FAILED, DELIVERED = "failed", frozenset({"delivered", "relayed", "expanded"})
ACTIONS = DELIVERED | {FAILED, "delayed"}
NO_CODE = "5.0.0"
_WORD = re.compile(r"[a-z]+")
_CODE = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?!\d)")


class Report(msgspec.Struct, frozen=True):
    """What a report says: whether the message failed for good, and the code of RFC 3463."""

    is_failure: bool
    code: str = NO_CODE


class Arrival(msgspec.Struct, frozen=True):
    """What lies in the mail box: to which addresses it came, and the report if it is one."""

    addresses: tuple[str, ...] = ()
    report: Report | None = None


def read_arrival(content: bytes) -> Arrival:
    """Read what came in; what cannot be read has no addresses and is no report."""
    try:
        message = message_from_bytes(content)
        addresses = tuple(str(one) for name in TO for one in message.get_all(name, ()))
        return Arrival(addresses, _report(message))
    # The parser of the standard library promises not to raise, and does so on rare input.
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Arrival()


def _report(message: Message) -> Report | None:
    if message.get_content_type() != REPORT or not message.is_multipart():
        return None
    told = [
        (_word(block["Action"]), _code(block))
        for part in _parts(message)
        if part.get_content_type() == STATUS
        for block in _parts(part)
        if _word(block["Action"]) in ACTIONS
    ]
    if not told:
        return None
    # Who passed it on to two, of whom one has it, did not fail.
    failed = [code for action, code in told if action == FAILED]
    if not failed or any(action in DELIVERED for action, _ in told):
        return Report(is_failure=False)
    return Report(is_failure=True, code=failed[0])


def _parts(message: Message) -> Iterator[Message]:
    parts = message.get_payload()
    return (
        (part for part in parts if isinstance(part, Message))
        if message.is_multipart()
        else iter(())
    )


def _word(value: object) -> str:
    found = _WORD.match(str(value or "").strip().lower())
    return found[0] if found else ""


def _code(block: Message) -> str:
    found = _CODE.match(str(block["Status"] or "").strip())
    return found[0] if found else NO_CODE
