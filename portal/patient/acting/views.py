"""For whom somebody acts, in words: one person with each practice, and why it is open or not."""

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from consent.representation.listing import Known
from portal.frame.blocks import Badge
from portal.frame.links import link
from portal.patient.acting.pages import ActingPage, Place, Somebody
from portal.texts import text
from portal.words import since


def acting_page(
    known: Sequence[Known], current: UUID | None, language: str, *, done: str = ""
) -> ActingPage:
    """Make the page; `current` is whom they act for now, `done` a sentence."""
    return ActingPage(
        people=tuple(
            _somebody(list(theirs), current, language)
            for _, theirs in groupby(known, key=lambda one: one.subject)
        ),
        done=done,
    )


def may_act(known: Sequence[Known]) -> bool:
    """Tell whether acting leads anywhere: something is open, or may be asked for."""
    return any(one.reason is None or one.may_ask for one in known)


def state(known: Known, language: str) -> Badge:
    """Say in a word how a representation stands."""
    if known.reason is None:
        return Badge("ok", text(language, "acting.state.open"))
    if known.is_waiting:
        return Badge("wait", text(language, "acting.state.asked"))
    return Badge("line", text(language, "acting.state.closed"))


def why(known: Known, language: str) -> str:
    """Say why nothing is open; what can be asked is said as such."""
    if known.reason is None or known.is_waiting:
        return ""
    key = "acting.state.may_ask" if known.may_ask else f"reasons.reason.{known.reason}"
    return text(language, key)


def _somebody(theirs: Sequence[Known], current: UUID | None, language: str) -> Somebody:
    first = theirs[0]
    return Somebody(
        id=str(first.subject),
        name=first.subject_name.full,
        born=since(first.born, language),
        places=tuple(_place(one, language) for one in theirs),
        may_act=may_act(theirs),
        is_current=first.subject == current,
    )


def _place(known: Known, language: str) -> Place:
    return Place(
        practice=known.practice_name,
        standing=text(language, f"log.function.{known.one.kind}"),
        badge=state(known, language),
        why=why(known, language),
        end_href=link("patient.right_end", id=known.one.id),
    )
