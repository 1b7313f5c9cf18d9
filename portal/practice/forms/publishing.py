"""The form of one result: the words for the patient, one of four acts, and now or later."""

from datetime import datetime

import msgspec

from consent.register.episodes import Ticks
from portal.practice.forms.moments import Planned, day_of, planned, time_of
from portal.practice.forms.reading import FieldFault, ids, too_long
from publishing.model import Act, InviteWithin
from publishing.phrasing.fields import places
from publishing.policy import Decision, is_blank

PARTS = ("conclusion", "meaning", "what_to_do")
INVITING = frozenset({Act.PUBLISH_AND_INVITE, Act.INVITE})
TO_THE_LIST = "list"
"""What the button says that leads back to the list; after the other one the next result opens."""


class PublishForm(msgspec.Struct, frozen=True):
    """
    As posted: the determinations that were on the page, those whose tick is on, and the rest.

    `template` is a text to put in, `about` the determination that fills it in, and `begun` the
    versions of texts put in so far.
    """

    act: str = ""
    seen: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    conclusion: str = ""
    meaning: str = ""
    what_to_do: str = ""
    when: str = "now"
    day: str = ""
    time: str = ""
    within: str = ""
    then: str = ""
    template: str = ""
    about: str = ""
    begun: tuple[str, ...] = ()
    step: str = ""


class Understood(msgspec.Struct, frozen=True):
    """What the form means; `twice` when the clock shows the planned time twice that night."""

    decision: Decision
    twice: bool = False


def check(form: PublishForm, now: datetime) -> Understood | tuple[FieldFault, ...]:
    """
    Say what the form means, or everything that has to be mended. What an act ignores is not read.

    Raises:
        Malformed: a tick of something that is no determination.

    """
    act = chosen_act(form)
    if act is None:
        return (FieldFault("act", "act_missing"), *too_long(form))
    moment = _moment(form, now) if act.shows_values and form.when == "later" else None
    faults = [*too_long(form), *_words(form, act)]
    if isinstance(moment, FieldFault):
        faults.append(moment)
    if act in INVITING and form.within not in set(InviteWithin):
        faults.append(FieldFault("within", "within_missing"))
    if faults:
        return tuple(faults)
    return _understood(form, act, moment if isinstance(moment, Planned) else None)


def chosen_act(form: PublishForm) -> Act | None:
    """Give the act that was chosen, None when none was."""
    return Act(form.act) if form.act in set(Act) else None


def _words(form: PublishForm, act: Act) -> list[FieldFault]:
    faults = []
    if act.shows_values and is_blank(form.conclusion):
        faults.append(FieldFault("conclusion", "conclusion_missing"))
    if act.shows_values:
        texts = {part: getattr(form, part) for part in PARTS}
        faults += [FieldFault(part, "place_left") for part, text in texts.items() if places(text)]
    if act.shows_values and not form.share:
        faults.append(FieldFault("share", "share_missing"))
    return faults


def _moment(form: PublishForm, now: datetime) -> Planned | FieldFault:
    day, clock = day_of(form.day), time_of(form.time)
    if day is None:
        return FieldFault("day", "day_missing")
    if clock is None:
        return FieldFault("time", "time_missing")
    moment = planned(day, clock)
    if moment is None:
        return FieldFault("time", "time_skipped")
    return moment if moment.at > now else FieldFault("day", "moment_past")


def _understood(form: PublishForm, act: Act, moment: Planned | None) -> Understood:
    decision = Decision(
        act=act,
        ticks=Ticks(seen=ids(form.seen), shown=ids(form.share)),
        conclusion=form.conclusion,
        meaning=form.meaning,
        what_to_do=form.what_to_do,
        visible_from=moment.at if moment else None,
        invite_within=InviteWithin(form.within) if act in INVITING else None,
        begun=ids(form.begun),
    )
    return Understood(decision, twice=bool(moment and moment.twice))
