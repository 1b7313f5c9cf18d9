"""The file that PORTAL_MAIL names: which server takes our mail, in whose name, and what returns."""

import stat
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from portal.post.address import MessageRefused, checked_address, is_address
from portal.post.returns.box import IMAPS, Box
from portal.post.returns.proof import PLACE, TOKEN_SIGNS
from portal.post.smtp import Server
from portal.settings import Environment, Settings, SettingsError

SUBMISSION = 587
LARGEST_PORT = 65535


class WrittenReturns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says of the mail box for reports."""

    address: str
    server: str
    user: str
    port: int = IMAPS
    password: str | None = None
    password_file: str | None = None
    folder: str = "INBOX"
    authorities: str | None = None


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"sender": "from"}):
    """What the file says; `password` is kept in it, or in a file that it names."""

    server: str
    sender: str
    port: int = SUBMISSION
    user: str | None = None
    password: str | None = None
    password_file: str | None = None
    authorities: str | None = None
    returns: WrittenReturns | None = None


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


def returns_box(settings: Settings) -> Box | None:
    """
    Read where messages come back to; None when nobody reads that.

    Raises:
        SettingsError: as for `mail_server`.

    """
    written = _read(settings.mail).returns if settings.mail else None
    if written is None:
        return None
    _require_place(written.server, written.port)
    return Box(
        address=_return_address(written.address),
        host=written.server,
        port=written.port,
        user=written.user,
        password=_password(written) or "",
        folder=_folder(written.folder),
        authorities=_authorities(written),
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
            " password_file, and authorities may be added, and nothing else; a part"
            " [returns] needs address, server and user, and may have folder besides."
        ) from None
    _require_place(written.server, written.port)
    return written


def _require_place(server: str, port: int) -> None:
    if not server.strip() or not 0 < port <= LARGEST_PORT:
        raise SettingsError("The file of PORTAL_MAIL names no server or no port.")


def _sender(address: str) -> str:
    try:
        return checked_address(address)
    except MessageRefused:
        raise SettingsError("In the file of PORTAL_MAIL, from is not one mail address.") from None


def _return_address(template: str) -> str:
    token = "x" * TOKEN_SIGNS
    if template.count(PLACE) != 1 or not is_address(template.replace(PLACE, token)):
        raise SettingsError(
            "In [returns] of the file of PORTAL_MAIL, address is no mail address with {token} in"
            " it, such as retour+{token}@portaal.example.org; before its @ stand at most 22 signs"
            " besides."
        )
    return template


def _folder(name: str) -> str:
    if not name.isascii() or not name.isprintable() or set(name) & set('"\\'):
        raise SettingsError("In [returns] of the file of PORTAL_MAIL, folder is not a plain name.")
    return name


def _password(written: Written | WrittenReturns) -> str | None:
    if written.password_file is None:
        return written.password
    try:
        return Path(written.password_file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsError("The password_file of PORTAL_MAIL cannot be read.") from None


def _authorities(written: Written | WrittenReturns) -> str | None:
    if written.authorities and not Path(written.authorities).is_file():
        raise SettingsError("The authorities of PORTAL_MAIL name a file that is not there.")
    return written.authorities
