"""Logins under way: kept on our side until the browser is back, and taken once."""

import re

import msgspec

from consent.ids import new_id
from portal.identity import queries
from portal.identity.errors import unavailable
from portal.identity.oidc.departure import Pending, state_hash
from portal.identity.oidc.returning import LONGEST_LOGIN
from portal.identity.sessions import token_hash
from portal.identity.visitor import VisitorKind

LONGEST_PATH = 300
# A hospital or a provider of mobile internet is one place; a crowd from many is not let in.
MOST_FROM_ONE_PLACE, MOST = 500, 20_000
# Pages of ours and nothing else; a link on somebody else's page cannot lead any further.
_PAGE = re.compile(r"/(mijn|praktijk)(/[A-Za-z0-9_-]+)*(\.pdf)?(\?[A-Za-z0-9=&_.-]*)?")
_HOMES = {VisitorKind.EMPLOYEE: "/praktijk", VisitorKind.PATIENT: "/mijn"}


class Taken(msgspec.Struct, frozen=True):
    """A login that came back, and the page to go to after it (empty: the usual one)."""

    pending: Pending
    next_path: str


class Start(msgspec.Struct, frozen=True):
    """Where a login began: in which browser, and from where as a keyed hash."""

    browser: str
    from_key: bytes


async def keep(
    pending: Pending, kind: VisitorKind, issuer: str, start: Start, next_path: str
) -> None:
    """
    Keep a login of this browser until it returns; those that took too long are removed.

    Of those from one place the oldest make room, so that nobody fills the table for others.

    Raises:
        LoginFailed: more are under way than there is room for.

    """
    await queries.remove_pending(pending.started_at - LONGEST_LOGIN)
    if await queries.is_crowded(MOST):
        raise unavailable("too_many_logins")
    await queries.add_pending(
        {
            "id": new_id(pending.started_at),
            "state_hash": pending.state_hash,
            "browser_hash": token_hash(start.browser),
            "client": kind.value,
            "nonce": pending.nonce,
            "verifier": pending.verifier,
            "issuer": issuer,
            "next_path": next_path,
            "from_key": start.from_key,
            "started_at": pending.started_at,
            "anew": pending.anew,
        }
    )
    await queries.make_room(start.from_key, MOST_FROM_ONE_PLACE)


async def take(state: str, kind: VisitorKind, browser: str) -> Taken | None:
    """Take the login of this browser that this state belongs to; None when there is none."""
    row = await queries.take_pending(state_hash(state), token_hash(browser), kind.value)
    if row is None:
        return None
    kept = {name: row[name] for name in ("nonce", "verifier", "started_at", "anew")}
    pending = Pending(bytes(row["state_hash"]), **kept)
    return Taken(pending, row["next_path"])


def page_after(asked: str | None, kind: VisitorKind) -> str:
    """Give the page to go to after a login: the one asked for where it is one of ours."""
    if asked and len(asked) <= LONGEST_PATH and asked.startswith(_HOMES[kind]):
        return asked if _PAGE.fullmatch(asked) else ""
    return ""
