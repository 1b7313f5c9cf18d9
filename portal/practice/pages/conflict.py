"""The page after a race: somebody else was first, and this is how it stands now."""

import msgspec

from portal.frame.blocks import Fact


class ConflictPage(msgspec.Struct, frozen=True):
    """
    What happened, what the state is now, and where to look again; nothing was changed.

    `written` is what stood in the form, so that nobody has to write it twice.
    """

    title: str
    text: str
    state: str
    again: str
    again_label: str
    back: str
    back_label: str
    written: tuple[Fact, ...] = ()
