"""The file that PORTAL_MAIL names: which server takes our mail, and in whose name we write."""

import stat
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from portal.post.address import MessageRefused, checked_address
from portal.post.smtp import Server
from portal.settings import Environment, Settings, SettingsError

SUBMISSION = 587
LARGEST_PORT = 65535


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """What the file says; `password` is kept in it, or in a file that it names."""

    server: str
    sender: str
    port: int = SUBMISSION
    user: str | None = None
    password: str | None = None
    password_file: str | None = None
    authorities: str | None = None


def mail_server(settings: Settings) -> Server:
    """
    Read which server takes our mail.

    Raises:
        SettingsError: no file is named, or it cannot be used; the sentence repeats none of it.

    """
    if settings.mail is None:
        raise SettingsError("PORTAL_MAIL is missing: no server is known that takes our mail.")
    written = _read(settings.mail)
    return Server(
        host=written.server,
        port=written.port,
        sender=_sender(written.sender),
        our_host=urlsplit(settings.base_url).hostname or "localhost",
        user=written.user,
        password=_password(written),
        authorities=_authorities(written),
        is_plain_ok=settings.environment is Environment.DEVELOPMENT,
    )


def _read(file: Path) -> Written:
    try:
        if file.stat().st_mode & (stat.S_IRWXO | stat.S_IWGRP):
            raise SettingsError("The file of PORTAL_MAIL is open to others; give it mode 0600.")
        written = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Written)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise SettingsError("The file of PORTAL_MAIL cannot be read as TOML.") from None
    except msgspec.ValidationError:
        raise SettingsError(
            "The file of PORTAL_MAIL needs server and from; port, user, password or"
            " password_file, and authorities may be added, and nothing else."
        ) from None
    if not written.server.strip() or not 0 < written.port <= LARGEST_PORT:
        raise SettingsError("The file of PORTAL_MAIL names no server or no port.")
    return written


def _sender(address: str) -> str:
    try:
        return checked_address(address)
    except MessageRefused:
        raise SettingsError("In the file of PORTAL_MAIL, from is not one mail address.") from None


def _password(written: Written) -> str | None:
    if written.password_file is None:
        return written.password
    try:
        return Path(written.password_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsError("The password_file of PORTAL_MAIL cannot be read.") from None


def _authorities(written: Written) -> str | None:
    if written.authorities and not Path(written.authorities).is_file():
        raise SettingsError("The authorities of PORTAL_MAIL name a file that is not there.")
    return written.authorities
