"""How an item ends when it is filed."""

from enum import StrEnum


class Filed(StrEnum):
    """ACCEPTED has its place in the file; KEPT is accepted, of a kind that has no page."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    KEPT = "kept"
