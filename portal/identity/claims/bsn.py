"""Which citizen a login is about: the BSN in the claims, and the cases in which none is taken."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from consent.bsn import InvalidBsn, normalise
from portal.identity.errors import rejected

# The sector code of the BSN; s00000001 is the older SOFI number, which nobody is known by here.
SECTOR = "s00000000:"
ACTING = "urn:nl-eid-gdi:1.0:ActingSubjectID"
LEGAL = "urn:nl-eid-gdi:1.0:LegalSubjectID"
# Other ways to say so: not agreed on here, and never to be taken for a login in person.
UNAGREED = frozenset({"represents", "act", "acting_nin"})


class Stated(msgspec.Struct, frozen=True):
    """Who logged in, and for whom when the provider says that they may act for another."""

    bsn: str
    represented: str = ""

    def __repr__(self) -> str:
        """Show nothing of the person."""
        return "Stated()"


def stated_of(
    names: Sequence[str], statements: Sequence[Mapping[str, Any]], *, representation: bool
) -> Stated:
    """
    Give who logged in, and for whom; `representation` where that was agreed with the provider.

    Raises:
        LoginFailed: as `bsn_of`, or a representation that names one person, the same twice, or
            another than the BSN that was stated.

    """
    if not representation or not any(
        {ACTING, LEGAL} & statement.keys() for statement in statements
    ):
        return Stated(bsn_of(names, statements))
    plain = tuple(
        {key: value for key, value in statement.items() if key not in {ACTING, LEGAL}}
        for statement in statements
    )
    acting, legal = (_of_claim(claim, statements) for claim in (ACTING, LEGAL))
    if acting == legal:
        raise rejected("representation")
    if any(name in statement for statement in plain for name in names):
        if bsn_of(names, plain) != acting:
            raise rejected("bsn_contradiction")
    elif any(not UNAGREED.isdisjoint(statement) for statement in plain):
        raise rejected("representation")
    return Stated(acting, legal)


def _of_claim(claim: str, statements: Sequence[Mapping[str, Any]]) -> str:
    found = {_bsn(statement[claim]) for statement in statements if claim in statement}
    if len(found) != 1:
        raise rejected("bsn_contradiction" if found else "representation")
    return found.pop()


def bsn_of(names: Sequence[str], statements: Sequence[Mapping[str, Any]]) -> str:
    """
    Give the BSN (nine digits) that the claims with these names state, all of them alike.

    Raises:
        LoginFailed: none, an impossible one, two that differ, or somebody acting for another.

    """
    said = UNAGREED | {ACTING, LEGAL}
    if any(not said.isdisjoint(statement) for statement in statements):
        raise rejected("representation")
    stated = {_bsn(s[name]) for s in statements for name in names if name in s}
    if not stated:
        raise rejected("bsn_missing")
    if len(stated) > 1:
        raise rejected("bsn_contradiction")
    return stated.pop()


def _bsn(value: object) -> str:
    # A number would have lost its leading zero and may have been rounded on its way.
    if not isinstance(value, str):
        raise rejected("bsn_type")
    number = value.removeprefix(SECTOR)
    if not number.isdigit():
        raise rejected("bsn_invalid")
    try:
        return normalise(number)
    except InvalidBsn:
        raise rejected("bsn_invalid") from None
