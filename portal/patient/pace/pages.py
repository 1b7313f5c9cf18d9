"""What the pages about one's own pace show, in finished words."""

import msgspec

from portal.frame.viewer import Contact


class Choice(msgspec.Struct, frozen=True):
    """One of the three paces of a category."""

    id: str
    value: str
    label: str
    hint: str
    chosen: bool


class CategoryChoice(msgspec.Struct, frozen=True):
    """One category with its choices; `name` is that of its field."""

    name: str
    title: str
    choices: tuple[Choice, ...]


class PacePage(msgspec.Struct, frozen=True, kw_only=True):
    """The form; `done` says what was just done, `wrong` what has to be mended."""

    categories: tuple[CategoryChoice, ...]
    done: str = ""
    wrong: str = ""


class KeptBackPage(msgspec.Struct, frozen=True, kw_only=True):
    """A result that waits as its patient wants: nothing of it; `open_href` where they may open."""

    title: str
    lead: str
    said: tuple[str, ...]
    practice: Contact
    open_href: str = ""
    shown_since: tuple[str, ...] = ()
