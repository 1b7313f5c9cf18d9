"""Which citizen a login is about: the BSN in the claims, and the cases in which none is taken."""

from collections.abc import Mapping, Sequence
from typing import Any

from consent.bsn import InvalidBsn, normalise
from portal.identity.errors import rejected

# The sector code of the BSN; s00000001 is the older SOFI number, which nobody is known by here.
SECTOR = "s00000000:"
# Somebody who acts for another: not possible here, and never to be taken for a login in person.
REPRESENTATION = frozenset(
    {
        "represents",
        "act",
        "acting_nin",
        "urn:nl-eid-gdi:1.0:ActingSubjectID",
        "urn:nl-eid-gdi:1.0:LegalSubjectID",
    }
)


def bsn_of(names: Sequence[str], statements: Sequence[Mapping[str, Any]]) -> str:
    """
    Give the BSN (nine digits) that the claims with these names state, all of them alike.

    Raises:
        LoginFailed: none, an impossible one, two that differ, or somebody acting for another.

    """
    if any(not REPRESENTATION.isdisjoint(statement) for statement in statements):
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
