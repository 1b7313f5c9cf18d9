"""The pages that show what is in a file, in finished words; the templates see nothing else."""

import msgspec

from portal.frame.blocks import Fact, Line, Row, Said, Value
from portal.frame.viewer import Contact


class ResultPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    One result: the conclusion, what it means and asks, then the values, abnormal ones first.

    `invitation` says within which term the doctor also wants to talk; empty when not.
    `correction` that part of it was corrected and waits for a new look; empty when not.
    """

    title: str
    lead: str
    said: Said
    values: tuple[Value, ...]
    invitation: str = ""
    correction: str = ""
    practice: Contact | None = None
    shown_since: tuple[str, ...] = ()


class InvitedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A result that the doctor wants to discuss first: no value, no name of a test."""

    lead: str
    said: Said
    practice: Contact
    shown_since: tuple[str, ...] = ()


class CorrectionPage(msgspec.Struct, frozen=True, kw_only=True):
    """A result that was visible and waits for a new look: no value, no name of a test."""

    lead: str
    said: str
    practice: Contact
    shown_since: tuple[str, ...] = ()


class LetterText(msgspec.Struct, frozen=True):
    """The words of a letter as paragraphs of lines; `note` says when there are not all, or none."""

    paragraphs: tuple[tuple[str, ...], ...]
    note: str = ""


class LetterPage(msgspec.Struct, frozen=True, kw_only=True):
    """One letter: the doctor's explanation first, then the file and its words."""

    title: str
    lead: str
    said: Said | None
    facts: tuple[Fact, ...]
    file_href: str
    file_size: str
    text: LetterText = LetterText(())
    shown_since: tuple[str, ...] = ()


class ContactCard(msgspec.Struct, frozen=True, kw_only=True):
    """What was found and planned on one day."""

    on: str
    who: str
    lines: tuple[Line, ...]


class EpisodeCard(msgspec.Struct, frozen=True, kw_only=True):
    """An episode; `lines` are those of its latest contact where they are shown beside it."""

    title: str
    period: str
    lines: tuple[Line, ...] = ()
    href: str = ""


class DossierPage(msgspec.Struct, frozen=True, kw_only=True):
    """
    Episodes: those of now as cards, those of earlier as a list.

    `loose` are notes that belong to no episode.
    """

    now: tuple[EpisodeCard, ...]
    earlier: tuple[Row, ...]
    loose: tuple[ContactCard, ...] = ()
    older: str = ""
    older_loose: str = ""
    shown_since: tuple[str, ...] = ()


class EpisodePage(msgspec.Struct, frozen=True, kw_only=True):
    """All contacts of one episode, newest first."""

    title: str
    lead: str
    contacts: tuple[ContactCard, ...]
    older: str = ""
    shown_since: tuple[str, ...] = ()
