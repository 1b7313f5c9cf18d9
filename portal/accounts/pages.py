"""The pages of accounts: logging in, a forgotten password, a link, and one's own account."""

import msgspec
from markupsafe import Markup

from portal.practice.pages.parts import Fault, Field, Notice


class LoginPage(msgspec.Struct, frozen=True):
    """Mail address and password."""

    name: Field
    password: Field
    action: str
    onward: str = ""
    faults: tuple[Fault, ...] = ()


class CodePage(msgspec.Struct, frozen=True):
    """
    The second step.

    `has_second` when there is an app or a passkey, `may_mail` when the practice agreed on codes by
    mail, `is_mailed` when one was asked for just now.
    """

    code: Field
    action: str
    onward: str = ""
    faults: tuple[Fault, ...] = ()
    has_second: bool = True
    has_passkey: bool = False
    may_mail: bool = False
    is_mailed: bool = False


class ForgottenPage(msgspec.Struct, frozen=True):
    """Asking for a new link; `is_sent` says the same for every address."""

    name: Field
    action: str
    is_sent: bool = False


class ChoosingPage(msgspec.Struct, frozen=True):
    """
    A password to choose; without `token` the link opens nothing.

    With `offers_second` an app or a passkey can be connected; `credential` is a passkey that was
    made already.
    """

    token: str
    action: str
    name: str = ""
    key: str = ""
    written_key: str = ""
    drawing: Markup = Markup()
    offers_second: bool = True
    credential: str = ""
    password: Field = Field("password", "password")
    again: Field = Field("again", "again")
    code: Field = Field("code", "code")
    faults: tuple[Fault, ...] = ()


class ReadyPage(msgspec.Struct, frozen=True):
    """The account is ready; `codes` are shown this once."""

    codes: tuple[str, ...] = ()


class PasskeyCard(msgspec.Struct, frozen=True):
    """One passkey; `remove` is the address that takes it away, empty where it has to stay."""

    name: str
    made: str
    used: str
    remove: str


class OwnAccountPage(msgspec.Struct, frozen=True):
    """
    With what somebody logs in; `name` is empty for who comes by a provider.

    `is_weak` when this login was not strong enough to change any of it.
    """

    name: str = ""
    has_app: bool = False
    passkeys: tuple[PasskeyCard, ...] = ()
    is_weak: bool = False
    notice: Notice | None = None
