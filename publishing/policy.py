"""What publishing decides by rule: how a value lies against its range, and which act is allowed."""

from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from uuid import UUID

import msgspec

from consent.dates import last_moment, today
from consent.model import Actor, Reason, Right
from consent.register.episodes import Ticks
from publishing.model import Act, InviteWithin, ReportState, Result, ResultFlag

LAB_FLAGS = {
    "A": ResultFlag.ABNORMAL,
    "AA": ResultFlag.ABNORMAL,
    "H": ResultFlag.HIGH,
    "HH": ResultFlag.HIGH,
    "L": ResultFlag.LOW,
    "LL": ResultFlag.LOW,
    "N": ResultFlag.NORMAL,
}
CRITICAL = frozenset({"AA", "HH", "LL"})
# Signs that show nothing: a conclusion of these alone is no conclusion.
BLANK = "\u00a0\u200b\u200c\u200d\u2060\ufeff"
# A determination is listed for the practice when so many of its patients had it: fewer would tell
# of somebody to who sees no results, and of two of them each knows the other.
FEWEST_PATIENTS = 3
OPEN_STATES = frozenset({ReportState.RECEIVED, ReportState.SAVED, ReportState.INVITED})
# What the patient knows of, or did until it was taken back.
SHARED_STATES = frozenset({ReportState.INVITED, ReportState.PUBLISHED, ReportState.RECALLED})
NEXT_STATE = {
    Act.INVITE: ReportState.INVITED,
    Act.PUBLISH: ReportState.PUBLISHED,
    Act.PUBLISH_AND_INVITE: ReportState.PUBLISHED,
    Act.SAVE: ReportState.SAVED,
}


class Decision(msgspec.Struct, frozen=True):
    """
    What a clinician decided about a report.

    `visible_from` (UTC) is for the acts that show values; None means at once. `ticks` are what
    was seen on the form (results, and the act in force) and the results to be shown. `begun` are
    the versions of texts that the words were begun with.
    """

    act: Act
    ticks: Ticks
    conclusion: str = ""
    meaning: str = ""
    what_to_do: str = ""
    visible_from: datetime | None = None
    invite_within: InviteWithin | None = None
    begun: frozenset[UUID] = frozenset()


def flag_of(result: Result) -> ResultFlag:
    """
    Say how a value lies against its range.

    The laboratory's own flag wins. Without one a plain number is compared; the bounds belong to
    normal. Nothing is computed over comparators or text. Source: NHG table 45.
    """
    if result.lab_flag:
        return LAB_FLAGS.get(result.lab_flag.upper(), ResultFlag.ABNORMAL)
    value = number(result.value)
    low, high = number(result.range.low), number(result.range.high)
    if value is None or result.comparator or (low is None and high is None):
        return ResultFlag.UNKNOWN
    if low is not None and value < low:
        return ResultFlag.LOW
    if high is not None and value > high:
        return ResultFlag.HIGH
    return ResultFlag.NORMAL


def is_slight(result: Result) -> bool:
    """
    Tell whether a value lies so little beyond its limit that the practice calls it slight.

    It softens "high" and "low" and never says which of them: the laboratory's flag does. What the
    laboratory calls critical is never slight, nor what its range contradicts, nor anything that
    is no plain number in the unit of the margin. Source: NVKC, small deviations.
    """
    margin, value, flag = result.margin, number(result.value), flag_of(result)
    written = {ResultFlag.HIGH: result.range.high, ResultFlag.LOW: result.range.low}
    limit = number(written.get(flag, ""))
    if margin is None or value is None or limit is None or result.comparator:
        return False
    if result.lab_flag.upper() in CRITICAL or margin.unit not in {"", result.unit}:
        return False
    beyond = value - limit if flag is ResultFlag.HIGH else limit - value
    allowed = margin.amount if margin.unit else abs(limit) * margin.amount / 100
    return 0 < beyond <= allowed


def number(written: str) -> Decimal | None:
    """Read a decimal as the laboratory wrote it; None when it is no finite number."""
    try:
        value = Decimal(written)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing, also when it holds invisible signs."""
    return not text.strip().strip(BLANK).strip()


def may_decide(
    clinician: Actor, state: ReportState, decision: Decision, at: datetime
) -> Reason | None:
    """
    Give the reason why this act on a report is not possible; None: it is.

    No conclusion, no publication, on any road. Source: MijnGezondheid.net, FAQ online inzage.
    """
    if not clinician.may(Right.RESULTS_PUBLISH):
        return Reason.NO_RIGHT
    if state not in OPEN_STATES:
        return Reason.ALREADY_DECIDED
    return _why_not_shown(decision, at) if decision.act.shows_values else None


def shown_from(decision: Decision, publish_from: time | None, at: datetime) -> datetime:
    """
    Give the moment (UTC) from which the patient sees what is decided at `at`.

    On the day of the act itself never before the hour of the practice; a later day was chosen.
    Source: patient portals of Dutch hospitals, reports of the day itself after 17:00.
    """
    wanted = decision.visible_from or at
    if publish_from is None or today(wanted) != today(at):
        return wanted
    return max(wanted, last_moment(today(at), publish_from))


def _why_not_shown(decision: Decision, at: datetime) -> Reason | None:
    if is_blank(decision.conclusion):
        return Reason.CONCLUSION_MISSING
    if not decision.ticks.shown:
        return Reason.NOTHING_CHOSEN
    if decision.visible_from is not None and decision.visible_from < at:
        return Reason.MOMENT_PASSED
    return None
