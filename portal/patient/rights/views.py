"""Today's rights and those to come, in words."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from consent.access import Files
from consent.age import AgeBand
from consent.dates import age
from consent.model import Denied, Grant, Reason
from consent.representation.choosing import is_theirs_to_choose
from consent.representation.listing import Known
from consent.representation.outlook import Change, ChangeKind, birthday_soon, coming
from consent.representation.rules import YES_ONLINE_FROM, band_on
from portal import words
from portal.frame.blocks import Badge, Step
from portal.frame.links import link
from portal.patient.acting.views import state, why
from portal.patient.rights.pages import ChoicePage, EpisodeTick, Looker, OwnAccess, RightsPage
from portal.texts import text
from publishing.model import Episode


class Rights(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is known when the page is made.

    `known` are those who act for the person, or only the reader's own where `is_own` is False.
    """

    files: Files
    known: Sequence[Known]
    born: str
    is_own: bool
    today: date


def rights_page(rights: Rights, language: str, done: str = "") -> RightsPage:
    """Make the page; `done` is the code of what was just done."""
    return RightsPage(
        own=_own(rights, language) if rights.is_own else (),
        lookers=tuple(_looker(one, rights, language) for one in rights.known),
        steps=_steps(rights, language),
        done=text(language, f"rights.done.{done}") if done else "",
        notice=notice(rights.known, rights.today, language, is_own=rights.is_own),
    )


def notice(known: Sequence[Known], today: date, language: str, *, is_own: bool) -> str:
    """Say which birthday ends what within thirty days, or has ended it; empty: none does."""
    for one in known:
        soon = birthday_soon(one, today)
        if soon:
            years, on = soon
            side = "own" if is_own else "other"
            key = f"rights.notice.{side}_{years}"
            return text(language, key, name=one.subject_name.full, date=words.day(on, language))
    # Asked again until they answer: by a mandate at the desk, or by ending what is left.
    asked = is_own and any(one.reason is Reason.FROM_16 for one in known)
    return text(language, "rights.notice.past_16") if asked else ""


def choice_page(
    known: Known, episodes: Sequence[Episode], today: date, language: str, wrong: str = ""
) -> ChoicePage:
    """Make the page on which a youth decides about one parent or guardian."""
    said = known.one.choice
    left_out = said.left_out if said else frozenset[UUID]()
    return ChoicePage(
        name=known.reader_name.full,
        standing=text(language, f"log.function.{known.one.kind}"),
        practice=known.practice_name,
        href=link("patient.right", id=known.one.id),
        decision="" if said is None else "ja" if said.allowed else "nee",
        episodes=tuple(_tick(one, left_out, language) for one in episodes),
        only_no=(age(known.born, today) or 0) < YES_ONLINE_FROM,
        wrong=wrong,
    )


def _own(rights: Rights, language: str) -> tuple[OwnAccess, ...]:
    decided: dict[UUID, Grant | Denied] = {one.practice: one for one in rights.files.grants}
    decided |= {one.practice: one for one in rights.files.denied if one.practice}
    return tuple(
        _own_access(file.practice_name, decided.get(file.practice), language)
        for file in rights.files.patients
    )


def _own_access(practice: str, decision: Grant | Denied | None, language: str) -> OwnAccess:
    if isinstance(decision, Grant):
        badge = Badge("ok", text(language, "acting.state.open"))
        return OwnAccess(practice, badge, text(language, "rights.own.open"))
    reason = decision.reason if decision else Reason.NO_RELEASE
    badge = Badge("line", text(language, "acting.state.closed"))
    return OwnAccess(practice, badge, text(language, f"reasons.reason.{reason}"))


def _looker(known: Known, rights: Rights, language: str) -> Looker:
    youth = rights.is_own and is_theirs_to_choose(known, rights.today)
    said = known.one.choice
    count = len(said.left_out) if said and said.allowed and rights.is_own else 0
    return Looker(
        name=known.reader_name.full,
        standing=text(language, f"log.function.{known.one.kind}"),
        practice=known.practice_name,
        badge=state(known, language),
        text=_text(known, language),
        left_out=text(language, "rights.looker.left_out", count=count) if count else "",
        choose_href=link("patient.right", id=known.one.id) if youth else "",
        end_href=_end_href(known, rights, youth=youth),
    )


def _end_href(known: Known, rights: Rights, *, youth: bool) -> str:
    said = known.one.choice
    if rights.is_own and band_on(known.born, rights.today) is AgeBand.CHILD:
        return ""
    if youth:
        # A no is enough; the authority of a parent is not for a child to end.
        return link("patient.right", id=known.one.id) if said and said.allowed else ""
    return link("patient.right_end", id=known.one.id)


def _text(known: Known, language: str) -> str:
    since = words.day(known.one.starts_on, language)
    last = known.one.ends_on
    if last is None:
        span = text(language, "rights.looker.since", date=since)
    else:
        until = words.day(last, language)
        span = text(language, "rights.looker.until", since=since, until=until)
    return " ".join(part for part in (span, why(known, language)) if part)


def _steps(rights: Rights, language: str) -> tuple[Step, ...]:
    now = Step(
        state="now",
        title=text(language, "rights.step.now"),
        when=words.day(rights.today, language),
        text=_now(rights, language),
    )
    changes = coming(rights.born, rights.known, rights.today)
    return (now, *(_step(one, rights, language) for one in changes))


def _now(rights: Rights, language: str) -> str:
    band = band_on(rights.born, rights.today) or "unknown"
    return text(language, f"rights.band.{band}")


def _step(change: Change, rights: Rights, language: str) -> Step:
    who = change.known.reader_name.full if change.known else ""
    side = "own" if rights.is_own else "other"
    is_birthday = change.kind in {ChangeKind.TURNS_12, ChangeKind.TURNS_16}
    what = f"{change.kind}_{side}" if is_birthday else str(change.kind)
    return Step(
        state="todo",
        title=text(language, f"rights.step.{change.kind}", name=who),
        when=words.day(change.on, language),
        text=text(language, f"rights.step.{what}_text", name=who),
    )


def _tick(episode: Episode, left_out: frozenset[UUID], language: str) -> EpisodeTick:
    key = "closed" if episode.is_closed else "active"
    return EpisodeTick(
        id=str(episode.id),
        title=episode.title,
        text=text(language, f"rights.choose.{key}"),
        checked=episode.id in left_out,
    )
