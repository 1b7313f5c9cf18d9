"""What the pages of measurements show, in finished words."""

import msgspec
from markupsafe import Markup

from portal.frame.blocks import Reading, Row


class MeasurementsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The newest value of everything that was measured."""

    rows: tuple[Row, ...]
    older: str = ""
    shown_since: tuple[str, ...] = ()


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """One number over time, the newest first; `is_judged` when a word says of one how it lies."""

    title: str
    said: str
    readings: tuple[Reading, ...]
    drawing: Markup
    is_judged: bool


class MeasurementPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    How one thing went: a drawing and a table for each of its numbers.

    `said` is which stretch this is; `all_href` leads to what lies before it, `older` further back
    in a long list. `written` says that the name is the practice's own, in its language.
    """

    title: str
    lead: str
    said: str
    courses: tuple[Course, ...]
    all_href: str = ""
    older: str = ""
    written: bool = False
    shown_since: tuple[str, ...] = ()
