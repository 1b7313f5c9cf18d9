"""What a report changes: a message that was sent, and came back for good, did not arrive.

The row is written before the report is removed: whoever is killed in between reads it again, and
finds nothing left to change.
"""

from collections.abc import Callable
from datetime import datetime

import msgspec

from portal.database import transaction
from portal.post import queries
from portal.post.returns.box import Box, OpenBox, opened
from portal.post.returns.proof import is_proven, named_in
from portal.post.returns.report import read_arrival
from portal.vault import Vault

BOUNCED = "bounced"


class Counted(msgspec.Struct, frozen=True):
    """
    What came back.

    `failed` messages did not arrive, `unchanged` reports change nothing (delayed, delivered, told
    before). `unproven` reports name no sending of ours, `unreadable` ones are none that we know:
    both stay in the mail box.
    """

    failed: int = 0
    unchanged: int = 0
    unproven: int = 0
    unreadable: int = 0


class Returns(msgspec.Struct, frozen=True):
    """What reading needs: the keys, the mail box, and what time it is."""

    vault: Vault
    box: Box
    clock: Callable[[], datetime]


async def read_returns(returns: Returns) -> Counted:
    """
    Read what came in since the last time.

    Raises:
        Unreachable: the mail box cannot be used; what was not read waits.

    """
    counts = dict.fromkeys(Counted.__struct_fields__, 0)
    async with opened(returns.box) as box:
        for which in await box.new():
            counts[await _settled(returns, box, which)] += 1
    return Counted(**counts)


async def _settled(returns: Returns, box: OpenBox, which: str) -> str:
    made = await _made_of(returns, await box.content(which))
    if made in {"failed", "unchanged"}:
        await box.remove(which)
    else:
        await box.leave(which)
    return made


async def _made_of(returns: Returns, content: bytes) -> str:
    arrival = read_arrival(content)
    if arrival.report is None:
        return "unreadable"
    named = named_in(returns.box.address, arrival.addresses)
    sending = await queries.sending_of(named.message) if named else None
    if named is None or sending is None or not is_proven(returns.vault, named, sending):
        return "unproven"
    if not arrival.report.is_failure:
        return "unchanged"
    fault = f"{BOUNCED}_{arrival.report.code}"
    async with transaction():
        came_back = await queries.came_back(named.message, sending, fault, returns.clock())
    return "failed" if came_back else "unchanged"
