"""What the pages about reports show, in finished words."""

import msgspec

from portal.practice.pages.parts import Notice


class Row(msgspec.Struct, frozen=True):
    """One report in the list."""

    href: str
    patient: str
    number: str
    part: str
    sent: str
    due: str


class ReportsPage(msgspec.Struct, frozen=True):
    """Everything that waits, the oldest first."""

    rows: tuple[Row, ...]
    notice: Notice | None = None


class ReportPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    One report; a closed account is opened instead of answered. `why_not` refuses the act.

    `about` is the line of the log that is asked about.
    """

    patient: str
    number: str
    part: str
    sent: str
    due: str
    words: tuple[str, ...]
    is_closing: bool
    send_href: str
    open_href: str
    about: str = ""
    why_not: str = ""
    typed: str = ""
    wrong: str = ""
    answered: bool = False
