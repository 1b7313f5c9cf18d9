"""What the pages of the summary show, in finished words."""

import msgspec

from portal.frame.blocks import Group


class SummaryPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    One section: what holds now, then apart what has ended.

    `know` is what belongs beside such a list; `older` leads to the rest of a long one, and
    `more` says so.
    """

    title: str
    lead: str
    icon: str
    empty: str
    empty_text: str
    know: tuple[str, ...]
    question: str
    more: str
    groups: tuple[Group, ...]
    older: str = ""
    shown_since: tuple[str, ...] = ()
