"""Pieces that several pages are made of, as the macros of templates/parts expect them."""

import msgspec
from markupsafe import Markup


class Badge(msgspec.Struct, frozen=True):
    """A word with a shape and a colour; kind is ok, high, low, wait, new or line."""

    kind: str
    text: str
    icon: str = ""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """
    One line of a list; without `href` it leads nowhere.

    `written` says that title and text are about somebody, in the language of who wrote them.
    """

    icon: str
    title: str
    text: str = ""
    meta: tuple[str, ...] = ()
    badge: Badge | None = None
    href: str = ""
    new: bool = False
    written: bool = False


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Rows below one heading; `id` is unique on its page."""

    id: str
    title: str
    rows: tuple[Row, ...]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a request; state is done, now, todo or stop."""

    state: str
    title: str
    when: str = ""
    text: str = ""


class Fact(msgspec.Struct, frozen=True):
    """A name and what it is, for a list of facts or of counts."""

    label: str
    value: str


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a doctor wrote for the patient, before anything else.

    `main` are the sentences that stand large; `means` and `advice` may be empty. `words` are the
    hard ones among them with what they mean, in the language of the page. `language` is the
    language it was written in, whatever the language of the page.
    """

    title: str
    author: str
    initials: str
    on: str
    main: tuple[str, ...]
    means: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    words: tuple[Fact, ...] = ()
    language: str = "nl"


class Reading(msgspec.Struct, frozen=True):
    """One value in the table of a course: the day, the number and its word."""

    on: str
    value: str
    badge: Badge | None


class Trend(msgspec.Struct, frozen=True, kw_only=True):
    """
    How a value went, newest reading first; `said` is which stretch this is and what is drawn.

    `title` is the name with its unit.
    `drawing` is empty where there is too little to draw. `all_href` leads to what lies before
    this stretch and is empty when nothing does, or when the page cannot lead there.
    """

    title: str
    said: str
    readings: tuple[Reading, ...]
    drawing: Markup = Markup()
    is_open: bool = False
    all_href: str = ""


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """
    One measured value in words.

    `bar` is the drawing, empty where no range is known or the value is a text; `note` says then
    what is missing. `plain` is the everyday name. `replaced` is what the laboratory corrected,
    of which `corrected` is the mark.
    """

    name: str
    plain: str = ""
    value: str = ""
    unit: str = ""
    badge: Badge | None = None
    bar: Markup = Markup()
    note: str = ""
    corrected: Badge | None = None
    replaced: str = ""
    trend: Trend | None = None


class Line(msgspec.Struct, frozen=True):
    """What the doctor found, or the plan, under its everyday name."""

    label: str
    text: str
