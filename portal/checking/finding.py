"""One thing that was looked at: what it is about, whether it is well, and a sentence."""

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """What was found; the sentence holds no password, no key and nothing of a person."""

    about: str
    ok: bool
    text: str


def well(about: str, text: str) -> Finding:
    """Make the finding that something is as it should be."""
    return Finding(about, ok=True, text=text)


def wrong(about: str, text: str) -> Finding:
    """Make the finding that somebody has to mend something."""
    return Finding(about, ok=False, text=text)
