"""The form of one result: the words for the patient, one of four acts, and now or later."""

from datetime import datetime
from enum import StrEnum

import msgspec

from portal.practice.forms.moments import Planned, day_of, planned, time_of
from portal.practice.forms.reading import FieldFault, too_long

class Act(StrEnum):
    """What a clinician does with a result."""

    PUBLISH = "publish"
    PUBLISH_AND_INVITE = "publish_and_invite"
    INVITE = "invite"
    SAVE = "save"


class Within(StrEnum):
    """The terms within which a patient can be asked to make an appointment."""

    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    MONTH = "month"


SHOWING = frozenset({Act.PUBLISH, Act.PUBLISH_AND_INVITE})
INVITING = frozenset({Act.PUBLISH_AND_INVITE, Act.INVITE})


class PublishForm(msgspec.Struct, frozen=True):
    """As posted. `share` holds the ids of the determinations whose tick is on."""

    act: str = ""
    share: tuple[str, ...] = ()
    conclusion: str = ""
    meaning: str = ""
    to_do: str = ""
    when: str = "now"
    day: str = ""
    time: str = ""
    within: str = ""


class Publishable(msgspec.Struct, frozen=True):
    """As understood. `at` is None for now, `within` where nobody is invited."""

    act: Act
    share: tuple[str, ...]
    conclusion: str
    meaning: str
    to_do: str
    at: Planned | None = None
    within: Within | None = None


def check(form: PublishForm, now: datetime) -> Publishable | tuple[FieldFault, ...]:
    """Say what the form means, or everything that has to be mended. What an act ignores is not read."""
    act = Act(form.act) if form.act in set(Act) else None
    if act is None:
        return (FieldFault("act", "act_missing"), *too_long(form))
    moment = _moment(form, now) if act in SHOWING and form.when == "later" else None
    faults = [*too_long(form), *_words(form, act)]
    if isinstance(moment, FieldFault):
        faults.append(moment)
    if act in INVITING and _within(form.within) is None:
        faults.append(FieldFault("within", "within_missing"))
    if faults:
        return tuple(faults)
    return _understood(form, act, moment if isinstance(moment, Planned) else None)


def blank(text: str) -> bool:
    """Tell whether a text holds nothing that can be read: spaces and invisible signs do not count."""
    return not any(sign.isprintable() and not sign.isspace() for sign in text)


def _words(form: PublishForm, act: Act) -> list[FieldFault]:
    faults = []
    if act in SHOWING and blank(form.conclusion):
        faults.append(FieldFault("conclusion", "conclusion_missing"))
    if act in SHOWING and not form.share:
        faults.append(FieldFault("share", "share_missing"))
    return faults


def _moment(form: PublishForm, now: datetime) -> Planned | FieldFault:
    day, clock = day_of(form.day), time_of(form.time)
    if day is None or clock is None:
        return (
            FieldFault("day", "day_missing") if day is None else FieldFault("time", "time_missing")
        )
    moment = planned(day, clock)
    if moment is None:
        return FieldFault("time", "time_skipped")
    return moment if moment.at > now else FieldFault("day", "moment_past")


def _within(text: str) -> Within | None:
    return Within(text) if text in set(Within) else None


def _understood(form: PublishForm, act: Act, at: Planned | None) -> Publishable:
    return Publishable(
        act=act,
        share=form.share,
        conclusion=form.conclusion,
        meaning=form.meaning,
        to_do=form.to_do,
        at=at,
        within=_within(form.within) if act in INVITING else None,
    )
