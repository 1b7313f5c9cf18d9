"""The page after a race: somebody else was first, and this is how it stands now."""

import msgspec


class ConflictPage(msgspec.Struct, frozen=True):
    """What happened, what the state is now, and where to look again; nothing was changed."""

    title: str
    text: str
    state: str
    again: str
    again_label: str
    back: str
    back_label: str
