"""Who carries a message: what a sender needs of a connection, and what can become of it."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from enum import StrEnum
from typing import Protocol

import msgspec


class Envelope(msgspec.Struct, frozen=True):
    """
    A finished message and the one address it goes to; `content` is ASCII with CRLF.

    `back_to` is where it comes back to when it cannot be delivered, empty for its sender.
    """

    recipient: str
    content: bytes
    back_to: str = ""


class Outcome(StrEnum):
    """What the other side made of a message."""

    ACCEPTED = "accepted"
    LATER = "later"
    """Not taken now; it may be tried again."""
    REFUSED = "refused"
    """Not taken, and trying again does not help."""
    UNSURE = "unsure"
    """All of it was sent and no answer came: it may have arrived."""
    UNSENT = "unsent"
    """The end of it was never sent, so that it cannot have arrived."""


class Answer(msgspec.Struct, frozen=True):
    """What became of one message; `code` is a word of ours with the number of the protocol."""

    outcome: Outcome
    code: str = ""


class Unreachable(Exception):  # noqa: N818 - it reads as what happened
    """
    The other side cannot be used now, whatever the message; `code` says why.

    No message is to blame and none was sent.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Line(Protocol):
    """An open connection."""

    async def hand_over(self, envelope: Envelope, last: Callable[[], Awaitable[bool]]) -> Answer:
        """
        Send a message; `last` is called before the byte that makes it sent, and may forbid it.

        Raises:
            Unreachable: the connection broke before that byte.

        """
        ...


class Courier(Protocol):
    """A way to send."""

    def line(self) -> AbstractAsyncContextManager[Line]:
        """
        Open a connection.

        Raises:
            Unreachable: it cannot be opened safely.

        """
        ...
