"""Who looks at a page, in the words the frame around it needs. Built per request, never stored."""

from enum import StrEnum

import msgspec

from consent.model import Right


class Kind(StrEnum):
    """Which frame of the product somebody is in."""

    PATIENT = "patient"
    PUBLIC = "public"
    STAFF = "staff"


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach a practice; `phone_link` is the number as a telephone dials it."""

    name: str
    address: str = ""
    phone: str = ""
    hours: str = ""

    @property
    def phone_link(self) -> str:
        """The number without spaces and signs, for a tel: address."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


class Rights(msgspec.Struct, frozen=True, kw_only=True):
    """What the employee may do, one yes or no per right, so that a template asks nothing."""

    agreements_change: bool = False
    employees_change: bool = False
    episodes_hide: bool = False
    letters_publish: bool = False
    log_read: bool = False
    log_review: bool = False
    patients_change: bool = False
    requests_decide: bool = False
    requests_see: bool = False
    results_publish: bool = False

    @classmethod
    def of(cls, rights: frozenset[Right]) -> "Rights":
        """Spell out a set of rights."""
        return cls(**{right.replace(".", "_"): True for right in rights})


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """How much work waits, for the numbers in the menu of the practice; 0 shows no number."""

    requests: int = 0
    results: int = 0
    letters: int = 0


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """
    The looker and the frame of one page.

    `name`, `born` and `printed_at` are words in the language of the page. `path` is where the
    language form returns to: the address of the page, or of the list it belongs to after a post.
    `acting_for` is the name of whom somebody acts for, empty for themselves.
    `may_switch` when an employee logged in for several practices.
    Seconds count from the last request to the end of the session.
    """

    kind: Kind = Kind.PUBLIC
    language: str = "nl"
    demo: bool = False
    name: str = ""
    initials: str = ""
    function: str = ""
    born: str = ""
    printed_at: str = ""
    practices: tuple[Contact, ...] = ()
    rights: Rights = Rights()
    waiting: Waiting = Waiting()
    may_switch: bool = False
    acting_for: str = ""
    csrf_token: str = ""
    path: str = "/"
    session_seconds: int = 900
    warning_seconds: int = 120

    @property
    def place(self) -> str:
        """The practice below the brand, or all of them."""
        return " · ".join(practice.name for practice in self.practices)

    @property
    def other_language(self) -> str:
        """The language that the language form offers."""
        return "en" if self.language == "nl" else "nl"
