"""The outbox: a message is written where the act is written, and sent by somebody else later."""

from datetime import datetime
from uuid import UUID

import msgspec

from consent.ids import new_id
from portal.post import queries
from portal.post.address import checked_address, checked_line, checked_path
from portal.post.model import Message, Status, Words
from portal.vault import Vault

ADDRESS_COLUMN = "post_message.address"
WORDS_COLUMN = "post_message.words"


async def put(vault: Vault, message: Message, at: datetime) -> bool:
    """
    Write a message into the outbox, in the open transaction: no act, no message.

    False, and nothing is written, when there ever was one of this kind and subject. Nothing is
    sent here; `portal post` does that, in its own time. Address and words are sealed until then.
    A message without an address waits to be printed.

    Raises:
        MessageRefused: the address is none, a name holds more than one line, or the path is not
            ours. Raise it before the act, or let it undo the act.
        NoTransactionError: no transaction is open.

    """
    row = new_id(at)
    address = checked_address(message.address) if message.address else ""
    return await queries.add(
        {
            "id": row,
            "kind": message.kind.value,
            "subject": message.subject,
            "practice": message.practice,
            "person": message.person,
            "employee": message.employee,
            "language": message.language,
            "address_sealed": vault.seal(address.encode(), ADDRESS_COLUMN, row)
            if address
            else None,
            "words_sealed": vault.seal(_words(message), WORDS_COLUMN, row),
            "status": (Status.WAITING if address else Status.PAPER).value,
            "written_at": at,
            "next_try_at": at,
            "ends_at": message.ends_at,
        }
    )


def words_of(vault: Vault, sealed: bytes, row: UUID) -> Words:
    """Open what a message says."""
    return msgspec.json.decode(vault.open(sealed, WORDS_COLUMN, row), type=Words)


def _words(message: Message) -> bytes:
    words = Words(
        name=checked_line(message.name),
        practice_name=checked_line(message.practice_name),
        path=checked_path(message.path),
        values={key: checked_line(value) for key, value in message.values.items()},
    )
    return msgspec.json.encode(words)
