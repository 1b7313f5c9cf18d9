"""How sure the provider is of who somebody is: the lowest statement counts, an unknown one is 0."""

from collections.abc import Iterable, Mapping
from typing import Any

from portal.identity.oidc.provider import Provider


def level_of(provider: Provider, statements: Iterable[Mapping[str, Any]]) -> int:
    """Give the level of assurance (DigiD: 10, 20, 25, 30); 0 where nothing known is said."""
    said = [
        _number(provider.loa_map, statement[name])
        for statement in statements
        for name in provider.loa_claims
        if name in statement
    ]
    return min(said, default=0)


def _number(levels: Mapping[str, int], value: object) -> int:
    return levels.get(value, 0) if isinstance(value, str) else 0
