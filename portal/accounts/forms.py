"""The forms of logging in with an account of the portal, and of choosing a password."""

import msgspec


class LoginForm(msgspec.Struct, frozen=True):
    """A mail address and a password."""

    name: str = ""
    password: str = ""
    naar: str = ""


class CodeForm(msgspec.Struct, frozen=True):
    """A code of an app, or one on paper."""

    code: str = ""
    naar: str = ""


class PasskeyForm(msgspec.Struct, frozen=True):
    """What a passkey signed, as JSON that our script made; empty while it is only asked for."""

    credential: str = ""
    naar: str = ""


class NewPasskeyForm(msgspec.Struct, frozen=True):
    """A new passkey, as JSON that our script made, and how its owner calls it."""

    credential: str = ""
    name: str = ""


class OnwardForm(msgspec.Struct, frozen=True):
    """A button alone, and the page to go to after the login."""

    naar: str = ""


class ForgottenForm(msgspec.Struct, frozen=True):
    """The mail address of an account."""

    name: str = ""


class ChoosingForm(msgspec.Struct, frozen=True):
    """
    A password chosen behind a link; `key` is the sealed key of an app, `code` what it shows.

    `credential` is a new passkey, as JSON that our script made.
    """

    sleutel: str = ""
    key: str = ""
    password: str = ""
    again: str = ""
    code: str = ""
    credential: str = ""
