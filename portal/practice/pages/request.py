"""One access request: the advice, the ticks per episode and line, and the patient's own view."""

import msgspec

from portal.frame.blocks import Badge, Group
from portal.practice.pages.parts import Button, Fault, Field, Identity, Notice, Option
from portal.shown.pages import DossierPage, EpisodePage


class LineTick(msgspec.Struct, frozen=True):
    """
    One E or P line; `why` says why it stays hidden, and then it has no tick.

    `locked` is for who may not change it, or when the request has been decided.
    """

    id: str
    value: str
    kind: str
    when: str
    who: str
    text: str
    visible: bool = True
    why: str = ""
    locked: bool = False
    why_href: str = ""


class EpisodeTick(msgspec.Struct, frozen=True):
    """One episode with its tick and the lines inside it; `why` says why it stays hidden anyway."""

    id: str
    value: str
    title: str
    code: str
    meta: str
    lines_label: str
    lines: tuple[LineTick, ...]
    visible: bool = True
    locked: bool = False
    why: str = ""
    why_href: str = ""


class Advice(msgspec.Struct, frozen=True):
    """What the rules advise and why; a person decides."""

    kind: str
    icon: str
    title: str
    reasons: tuple[str, ...]


class Carried(msgspec.Struct, frozen=True):
    """A value that the form sends back unseen."""

    name: str
    value: str


class Decision(msgspec.Struct, frozen=True):
    """
    Where the form goes; `leave_open` is None where the request has been left open already.

    `carried` names what was on the page, so that a change meanwhile is noticed.
    """

    approve: Button
    leave_open: Button | None
    refuse: Button
    preview: str
    note: Field
    carried: tuple[Carried, ...] = ()


class DossierPreview(msgspec.Struct, frozen=True):
    """
    The patient's own pages as they would be; `also` counts what is seen besides.

    `beside` are medicines and the like, and what was measured.
    """

    page: DossierPage
    episodes: tuple[EpisodePage, ...] = ()
    also: str = ""
    beside: tuple[Group, ...] = ()


class RequestPage(msgspec.Struct, frozen=True):
    """One request; `decision` is None when it has been decided, and then nothing can be changed."""

    identity: Identity
    asked: str
    state: Badge
    advice: Advice | None
    episodes: tuple[EpisodeTick, ...]
    preview_title: str
    preview: DossierPreview | None
    loose: tuple[LineTick, ...] = ()
    decision: Decision | None = None
    outcome: str = ""
    faults: tuple[Fault, ...] = ()
    notice: Notice | None = None


class RefusalPage(msgspec.Struct, frozen=True):
    """Refusing one request: the reason, the words for the patient, and what they will read."""

    identity: Identity
    asked: str
    back: str
    reasons: tuple[Option, ...]
    reason_fault: str
    explanation: Field
    message_title: str
    message: tuple[str, ...]
    advice: str
    preview_title: str
    refuse: Button
    faults: tuple[Fault, ...] = ()
