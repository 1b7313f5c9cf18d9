"""
How the value of one setting is read, and the sentence when it is malformed.

Every function here takes what `given_settings` gave and the name without prefix, and raises
SettingsError with a sentence that names the setting.
"""

from collections.abc import Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

Networks = tuple[IPv4Network | IPv6Network, ...]

PREFIX = "PORTAL_"
DATABASE_FORM = "postgresql://role:...@host/name"
LARGEST_PORT = 65535
MOST_AT_ONCE = 50


class SettingsError(ValueError):
    """A setting is missing, unknown or contradicts another; the message is a sentence naming it."""


class Environment(StrEnum):
    """Where the product runs: what helps in development is refused in production."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


def needed(given: Mapping[str, str], name: str) -> str:
    """Read what has to be there."""
    if name not in given:
        raise SettingsError(f"{PREFIX}{name} is missing.")
    return given[name]


def database(given: Mapping[str, str], name: str) -> str:
    """Read the address of a database, with its role and its name."""
    url = needed(given, name)
    if urlsplit(url).scheme not in {"postgres", "postgresql"} or not database_name(url):
        raise SettingsError(f"{PREFIX}{name} must look like {DATABASE_FORM}.")
    role_of(url, name)
    return url


def database_name(url: str) -> str:
    """Return the name of the database in its address; empty when it has none."""
    return unquote(urlsplit(url).path.strip("/"))


def role_of(url: str, name: str = "DATABASE_URL") -> str:
    """Return the user that the address of a database names."""
    role = urlsplit(url).username
    if not role:
        raise SettingsError(f"{PREFIX}{name} must name its role: {DATABASE_FORM}.")
    return unquote(role)


def file(given: Mapping[str, str], name: str) -> Path:
    """Read the path of a file that has to be there."""
    path = Path(needed(given, name))
    if not path.is_file():
        raise SettingsError(f"{PREFIX}{name} names a file that is not there.")
    return path


def path(given: Mapping[str, str], name: str) -> Path | None:
    """Read a path to something that may come later."""
    return Path(given[name]) if name in given else None


def address(given: Mapping[str, str], name: str) -> str:
    """Read the address of a site, without a final slash."""
    url = needed(given, name)
    parts = urlsplit(url)
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in {"http", "https"} or not parts.hostname or extra:
        raise SettingsError(
            f"{PREFIX}{name} must look like https://portal.example.org, without a path."
        )
    return url.rstrip("/")


def contact(given: Mapping[str, str], name: str) -> str | None:
    """Read where somebody can be written to, as one line of RFC 9116."""
    where = given.get(name)
    if where is None:
        return None
    ours = where.startswith(("mailto:", "https://")) and where.isascii() and where.isprintable()
    if not ours or " " in where:
        raise SettingsError(f"{PREFIX}{name} must begin with mailto: or https://.")
    return where


def socket(given: Mapping[str, str], name: str) -> str | None:
    """Read where a program on this machine or network listens: host:port, or the path of a file."""
    where = given.get(name)
    if where is None or where.startswith("/"):
        return where
    host, _, number = where.rpartition(":")
    if not host or not number.isdecimal() or not 0 < int(number) <= LARGEST_PORT:
        raise SettingsError(f"{PREFIX}{name} must be host:port or the path of a socket.")
    return where


def environment(given: Mapping[str, str], name: str) -> Environment:
    """Read where the product runs; production when nobody says."""
    try:
        return Environment(given.get(name, Environment.PRODUCTION))
    except ValueError:
        raise SettingsError(f"{PREFIX}{name} must be development or production.") from None


def yes(given: Mapping[str, str], name: str) -> bool:
    """Read yes or no; no when nobody says."""
    answer = given.get(name, "no").lower()
    if answer not in {"yes", "no"}:
        raise SettingsError(f"{PREFIX}{name} must be yes or no.")
    return answer == "yes"


def port(given: Mapping[str, str], name: str) -> int | None:
    """Read the number of a port."""
    if name not in given:
        return None
    number = int(given[name]) if given[name].isascii() and given[name].isdigit() else 0
    if not 0 < number <= LARGEST_PORT:
        raise SettingsError(f"{PREFIX}{name} must be a number from 1 to {LARGEST_PORT}.")
    return number


def networks(given: Mapping[str, str], name: str) -> Networks:
    """Read addresses and networks, with commas."""
    try:
        found = tuple(ip_network(one.strip()) for one in given.get(name, "").split(",") if one)
    except ValueError:
        found = (ip_network("0.0.0.0/0"),)
    if any(one.prefixlen == 0 for one in found):
        raise SettingsError(f"{PREFIX}{name} must be addresses or networks, such as 10.0.0.0/8.")
    return found


def number(given: Mapping[str, str], name: str) -> int:
    """Read a whole number; 0, which no setting may be, when it is none."""
    return int(given[name]) if given[name].isascii() and given[name].isdigit() else 0


def few(given: Mapping[str, str], name: str, usual: int) -> int:
    """Read how many there may be at once."""
    if name not in given:
        return usual
    number = int(given[name]) if given[name].isascii() and given[name].isdigit() else 0
    if not 0 < number <= MOST_AT_ONCE:
        raise SettingsError(f"{PREFIX}{name} must be a number from 1 to {MOST_AT_ONCE}.")
    return number
