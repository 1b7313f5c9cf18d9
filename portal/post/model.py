"""A message to one person, and what can become of it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class Kind(StrEnum):
    """What a message is for; each has its words in templates/mail."""

    ADDRESS_CHANGED = "address_changed"
    ADDRESS_CHECK = "address_check"
    FIRST_LOGIN = "first_login"
    INVITATION = "invitation"
    LOGIN_CODE = "login_code"
    NEW_DEVICE = "new_device"
    NEWS = "news"
    PASSWORD_FORGOTTEN = "password_forgotten"  # noqa: S105 - the name of a message
    REQUEST_DECIDED = "request_decided"
    REQUEST_WAITING = "request_waiting"
    RIGHTS_CHANGE = "rights_change"


class Status(StrEnum):
    """
    Where a message stands.

    UNSURE is set before the last byte leaves and replaced by the server's answer: a message that
    stays unsure may or may not have arrived, and is never sent again by itself.
    """

    ENDED = "ended"
    FAILED = "failed"
    PAPER = "paper"
    SENT = "sent"
    UNSURE = "unsure"
    WAITING = "waiting"


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """
    Something to tell one person; it holds no content of a file.

    `subject` is what it is about, such as the id of a request: there is at most one message per
    kind and subject, ever. `address` is one mail address; empty when there is none, and then it
    waits to be printed. `name` is whom the letter is for, `practice_name` in whose name it is
    written. `path` is a path of ours that it leads to, empty for the first page; it may carry a
    token. `practice` is who sees whether it arrived. After `ends_at` (UTC) it is not sent any more.
    """

    kind: Kind
    subject: str
    address: str
    name: str = ""
    practice_name: str = ""
    path: str = ""
    language: str = "nl"
    values: Mapping[str, str] = {}
    practice: UUID | None = None
    person: UUID | None = None
    employee: UUID | None = None
    ends_at: datetime | None = None


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a message says beside its fixed texts; sealed while it waits."""

    name: str = ""
    practice_name: str = ""
    path: str = ""
    values: Mapping[str, str] = {}
