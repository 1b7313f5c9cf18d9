"""The pages of accounts: log in, the second step, a forgotten password, a link, codes on paper."""

import msgspec
from markupsafe import Markup

from portal.practice.pages.parts import Fault, Field


class LoginPage(msgspec.Struct, frozen=True):
    """Mail address and password."""

    name: Field
    password: Field
    action: str
    onward: str = ""
    faults: tuple[Fault, ...] = ()


class CodePage(msgspec.Struct, frozen=True):
    """The second step."""

    code: Field
    action: str
    onward: str = ""
    faults: tuple[Fault, ...] = ()


class ForgottenPage(msgspec.Struct, frozen=True):
    """Asking for a new link; `is_sent` says the same for every address."""

    name: Field
    action: str
    is_sent: bool = False


class ChoosingPage(msgspec.Struct, frozen=True):
    """A password to choose, and an app to connect; without `token` the link opens nothing."""

    token: str
    action: str
    name: str = ""
    key: str = ""
    written_key: str = ""
    drawing: Markup = Markup()
    password: Field = Field("password", "password")
    again: Field = Field("again", "again")
    code: Field = Field("code", "code")
    faults: tuple[Fault, ...] = ()


class ReadyPage(msgspec.Struct, frozen=True):
    """The account is ready; `codes` are shown this once."""

    codes: tuple[str, ...] = ()
