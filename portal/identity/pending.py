"""Logins under way: kept on our side until the browser is back, and taken once."""

import re

import msgspec

from consent.ids import new_id
from portal.identity import queries
from portal.identity.oidc.departure import Pending, state_hash
from portal.identity.oidc.returning import LONGEST_LOGIN
from portal.identity.sessions import token_hash
from portal.identity.visitor import VisitorKind

LONGEST_PATH = 300
# Pages of ours and nothing else; a link on somebody else's page cannot lead any further.
_PAGE = re.compile(r"/(mijn|praktijk)(/[A-Za-z0-9_-]+)*(\.pdf)?(\?[A-Za-z0-9=&_.-]*)?")
_HOMES = {VisitorKind.EMPLOYEE: "/praktijk", VisitorKind.PATIENT: "/mijn"}


class Taken(msgspec.Struct, frozen=True):
    """A login that came back, and the page to go to after it (empty: the usual one)."""

    pending: Pending
    next_path: str


async def keep(
    pending: Pending, kind: VisitorKind, issuer: str, browser: str, next_path: str
) -> None:
    """Keep a login of this browser until it returns; those that took too long are removed."""
    await queries.remove_pending(pending.started_at - LONGEST_LOGIN)
    await queries.add_pending(
        {
            "id": new_id(pending.started_at),
            "state_hash": pending.state_hash,
            "browser_hash": token_hash(browser),
            "client": kind.value,
            "nonce": pending.nonce,
            "verifier": pending.verifier,
            "issuer": issuer,
            "next_path": next_path,
            "started_at": pending.started_at,
        }
    )


async def take(state: str, kind: VisitorKind, browser: str) -> Taken | None:
    """Take the login of this browser that this state belongs to; None when there is none."""
    row = await queries.take_pending(state_hash(state), token_hash(browser), kind.value)
    if row is None:
        return None
    pending = Pending(bytes(row["state_hash"]), row["nonce"], row["verifier"], row["started_at"])
    return Taken(pending, row["next_path"])


def page_after(asked: str | None, kind: VisitorKind) -> str:
    """Give the page to go to after a login: the one asked for where it is one of ours."""
    if asked and len(asked) <= LONGEST_PATH and asked.startswith(_HOMES[kind]):
        return asked if _PAGE.fullmatch(asked) else ""
    return ""
