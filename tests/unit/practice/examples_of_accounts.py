"""An example of every page of accounts, with invented people."""

import msgspec

from portal.accounts import second
from portal.accounts.pages import (
    ChoosingPage,
    CodePage,
    ForgottenPage,
    LoginPage,
    OwnAccountPage,
    PasskeyCard,
    ReadyPage,
)
from portal.practice.employees.pages import LinkPage
from portal.practice.pages.parts import Fault, Field
from unit.practice.examples import Example

KEY = bytes(range(20))
WRONG = "Dit klopt niet."


def login_page(_language: str) -> msgspec.Struct:
    """Give the form."""
    return LoginPage(Field("name", "name"), Field("password", "password"), "/medewerkers/account")


def login_fault(_language: str) -> msgspec.Struct:
    """Give the form after a wrong password."""
    return LoginPage(
        Field("name", "name", "n@example.nl", WRONG),
        Field("password", "password"),
        "/medewerkers/account",
        "/praktijk/aanvragen",
        (Fault("name", WRONG),),
    )


def code_page(_language: str) -> msgspec.Struct:
    """Give the second step."""
    return CodePage(Field("code", "code"), "/medewerkers/account/code")


def code_fault(_language: str) -> msgspec.Struct:
    """Give the second step after a wrong code."""
    field = Field("code", "code", "", WRONG)
    return CodePage(field, "/medewerkers/account/code", "/praktijk", (Fault("code", WRONG),))


def code_of_all_kinds(_language: str) -> msgspec.Struct:
    """Give the second step with a passkey and a code by mail, which is on its way."""
    kinds = {"has_passkey": True, "may_mail": True, "is_mailed": True}
    return CodePage(Field("code", "code"), "/medewerkers/account/code", **kinds)


def own_page(_language: str) -> msgspec.Struct:
    """Give one's own account, with a passkey that may go and one that was never used."""
    cards = (
        PasskeyCard("Telefoon", "4 maart 2026", "5 maart 2026", "/praktijk/x/weghalen"),
        PasskeyCard("Sleutel", "4 maart 2026", "", "/praktijk/y/weghalen"),
    )
    return OwnAccountPage("n@example.nl", has_app=True, passkeys=cards)


def own_page_last(_language: str) -> msgspec.Struct:
    """Give it with the only second step."""
    card = PasskeyCard("Telefoon", "4 maart 2026", "", "")
    return OwnAccountPage("n@example.nl", passkeys=(card,))


def own_page_weak(_language: str) -> msgspec.Struct:
    """Give it to somebody with a password alone."""
    return OwnAccountPage("n@example.nl", is_weak=True)


def own_page_of_provider(_language: str) -> msgspec.Struct:
    """Give it to somebody who comes by a provider."""
    return OwnAccountPage()


def forgotten_page(_language: str) -> msgspec.Struct:
    """Give the form for a new link."""
    return ForgottenPage(Field("name", "name"), "/medewerkers/account/vergeten")


def forgotten_sent(_language: str) -> msgspec.Struct:
    """Give the answer that is the same for every address."""
    return ForgottenPage(Field("name", "name"), "/medewerkers/account/vergeten", is_sent=True)


def choosing_page(_language: str) -> msgspec.Struct:
    """Give the page behind a link."""
    return ChoosingPage(
        token="token",
        action="/medewerkers/account/link",
        name="n@example.nl",
        key="key",
        written_key=second.written_key(KEY),
        drawing=second.drawing(KEY, "n@example.nl"),
    )


def choosing_faults(language: str) -> msgspec.Struct:
    """Give it with everything still to be mended."""
    fields = {name: Field(name, name, "", WRONG) for name in ("password", "again", "code")}
    faults = tuple(Fault(name, WRONG) for name in fields)
    return msgspec.structs.replace(choosing_page(language), faults=faults, **fields)


def choosing_password(language: str) -> msgspec.Struct:
    """Give the page behind a link for a forgotten password."""
    return msgspec.structs.replace(choosing_page(language), offers_second=False)


def choosing_closed(_language: str) -> msgspec.Struct:
    """Give the page behind a link that opens nothing."""
    return ChoosingPage(token="", action="/medewerkers/account/link")


def ready_page(_language: str) -> msgspec.Struct:
    """Give the end, with codes."""
    return ReadyPage(second.new_codes())


def link_page(_language: str) -> msgspec.Struct:
    """Give the link that a manager sees once."""
    return LinkPage("N. Nieuw", "n@example.nl", "https://portal.example.org/x", "14", "/praktijk")


ACCOUNTS: dict[str, Example] = {
    "account-login": ("accounts/login.html", login_page),
    "account-login-fault": ("accounts/login.html", login_fault),
    "account-code": ("accounts/code.html", code_page),
    "account-code-fault": ("accounts/code.html", code_fault),
    "account-code-all-kinds": ("accounts/code.html", code_of_all_kinds),
    "account-own": ("accounts/own.html", own_page),
    "account-own-last": ("accounts/own.html", own_page_last),
    "account-own-weak": ("accounts/own.html", own_page_weak),
    "account-own-provider": ("accounts/own.html", own_page_of_provider),
    "account-choosing-password": ("accounts/choosing.html", choosing_password),
    "account-forgotten": ("accounts/forgotten.html", forgotten_page),
    "account-forgotten-sent": ("accounts/forgotten.html", forgotten_sent),
    "account-choosing": ("accounts/choosing.html", choosing_page),
    "account-choosing-faults": ("accounts/choosing.html", choosing_faults),
    "account-choosing-closed": ("accounts/choosing.html", choosing_closed),
    "account-ready": ("accounts/ready.html", ready_page),
    "employee-link": ("practice/employee_link.html", link_page),
}
