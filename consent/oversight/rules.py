"""
By which rules a look is unusual, and how the sample of a month is drawn from all looks.

Every limit stands here. A rule says that somebody should look again, never that a look was wrong.
Addresses are not kept by the portal, so that a shared one shows in no rule.
Source: NEN 7513:2018 chapter 9; NVZ Gedragslijn toegangsbeveiliging.
"""

import hashlib
import hmac
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from uuid import UUID

import msgspec

from consent.dates import LOCAL

OPENS, CLOSES = 7, 19
SATURDAY = 6
NEARBY = timedelta(days=14)
MANY_FILES, TIMES_USUAL = 30, 3
PER_RULE, AT_RANDOM = 10, 20
TERM, TERM_ASKED = timedelta(days=28), timedelta(days=14)
# As long as there is for reporting a leak. Source: AVG art. 33.
TERM_TOLD = timedelta(days=3)


class Flag(StrEnum):
    """Why a look is among what is checked; a look that was drawn by chance has none."""

    AFTER_HOURS = "after_hours"
    EMERGENCY = "emergency"
    NO_CONTACT = "no_contact"
    SAME_NAME = "same_name"
    VOLUME = "volume"


class SeenLook(msgspec.Struct, frozen=True):
    """
    What there is to know of one look into one file.

    `by` tells who looked apart from others, `name` is theirs and `families` are the surnames of
    whose file it was; `happened` are days on which something came in or took place there.
    """

    entry: UUID
    at: datetime
    by: str
    name: str
    person: UUID
    families: frozenset[str]
    is_emergency: bool
    happened: frozenset[date]


Flagged = Mapping[UUID, frozenset[Flag]]


def flagged(looks: Sequence[SeenLook]) -> Flagged:
    """Say of each look, by its line, which rules it meets."""
    busy = _busy_days(looks)
    return {look.entry: _flags(look, busy) for look in looks}


def drawn(seed: bytes, looks: Sequence[SeenLook]) -> Flagged:
    """
    Draw the sample: every emergency, some of each other rule, and some of what is quite usual.

    The same seed and looks give the same sample, in whatever order the looks come.
    """
    flags = flagged(looks)
    order = sorted(flags, key=lambda entry: _lot(seed, entry))
    chosen = {entry for entry in order if Flag.EMERGENCY in flags[entry]}
    for flag in Flag:
        chosen |= set([entry for entry in order if flag in flags[entry]][:PER_RULE])
    chosen |= set([entry for entry in order if not flags[entry]][:AT_RANDOM])
    return {entry: flags[entry] for entry in order if entry in chosen}


def _flags(look: SeenLook, busy: frozenset[tuple[str, date]]) -> frozenset[Flag]:
    day = look.at.astimezone(LOCAL).date()
    met = {
        Flag.AFTER_HOURS: _is_after_hours(look.at),
        Flag.EMERGENCY: look.is_emergency,
        Flag.NO_CONTACT: not any(abs(day - other) <= NEARBY for other in look.happened),
        Flag.SAME_NAME: _shares_name(look),
        Flag.VOLUME: (look.by, day) in busy,
    }
    return frozenset(flag for flag, is_met in met.items() if is_met)


def _is_after_hours(at: datetime) -> bool:
    local = at.astimezone(LOCAL)
    return local.isoweekday() >= SATURDAY or not OPENS <= local.hour < CLOSES


def _shares_name(look: SeenLook) -> bool:
    words = f" {_plain(look.name)}"
    return any(words.endswith(f" {family}") for family in map(_plain, look.families) if family)


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    letters = (sign if sign.isalnum() else " " for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(letters).split())


def _busy_days(looks: Iterable[SeenLook]) -> frozenset[tuple[str, date]]:
    files: dict[str, dict[date, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    for look in looks:
        files[look.by][look.at.astimezone(LOCAL).date()].add(look.person)
    return frozenset(
        (by, day)
        for by, days in files.items()
        for usual in [median(len(seen) for seen in days.values())]
        for day, seen in days.items()
        if len(seen) >= MANY_FILES and len(seen) > TIMES_USUAL * usual
    )


def _lot(seed: bytes, entry: UUID) -> bytes:
    return hmac.new(seed, entry.bytes, hashlib.sha256).digest()
