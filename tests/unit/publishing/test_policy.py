"""How a value lies against its range, and which act on a report is allowed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from consent.model import Actor, ActorKind, Function, Reason, Right
from consent.register.episodes import Ticks
from publishing.model import Act, Range, ReportState, Result, ResultFlag, ResultStatus
from publishing.policy import BLANK, Decision, flag_of, is_blank, may_decide

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
ONE = UUID(int=1)
TICKS = Ticks(frozenset({ONE}), frozenset({ONE}))


def result(value: str = "5.4", low: str = "4.0", high: str = "6.0", **more: str) -> Result:
    return Result(
        id=ONE,
        name="Glucose",
        code="",
        code_system="",
        comparator=more.get("comparator", ""),
        value=value,
        unit="mmol/L",
        value_text="",
        range=Range(low, high),
        lab_flag=more.get("flag", ""),
        flag_text="",
        remark="",
        status=ResultStatus.FINAL,
        taken_at=None,
    )


@pytest.mark.parametrize(
    ("given", "flag"),
    [
        (result("3.9"), ResultFlag.LOW),
        (result("4.0"), ResultFlag.NORMAL),
        (result("6.00"), ResultFlag.NORMAL),
        (result("6.01"), ResultFlag.HIGH),
        (result("7", low=""), ResultFlag.HIGH),
        (result("3", high=""), ResultFlag.LOW),
        (result("5", low="", high=""), ResultFlag.UNKNOWN),
        (result("9", comparator="<"), ResultFlag.UNKNOWN),
        (result("positief"), ResultFlag.UNKNOWN),
        (result("NaN"), ResultFlag.UNKNOWN),
        (result("9", flag="N"), ResultFlag.NORMAL),
        (result("5", flag="HH"), ResultFlag.HIGH),
        (result("5", flag="LL"), ResultFlag.LOW),
        (result("5", flag="A"), ResultFlag.ABNORMAL),
        (result("5", flag="X"), ResultFlag.ABNORMAL),
    ],
)
def test_the_laboratory_wins_and_only_plain_numbers_are_compared(
    given: Result, flag: ResultFlag
) -> None:
    assert flag_of(given) is flag


@pytest.mark.parametrize("text", ["", "  ", "\n\t", *BLANK, f" {BLANK}\u00a0 "])
def test_a_conclusion_of_signs_that_show_nothing_is_none(text: str) -> None:
    assert is_blank(text)
    for act in (Act.PUBLISH, Act.PUBLISH_AND_INVITE):
        decision = Decision(act, TICKS, conclusion=text)
        reason = may_decide(clinician(), ReportState.RECEIVED, decision, AT)
        assert reason is Reason.CONCLUSION_MISSING


def test_inviting_and_saving_need_no_conclusion() -> None:
    for act in (Act.INVITE, Act.SAVE):
        assert may_decide(clinician(), ReportState.RECEIVED, Decision(act, TICKS), AT) is None


def test_what_is_published_is_not_decided_again() -> None:
    for act in Act:
        decision = Decision(act, TICKS, conclusion="Goed.")
        reason = may_decide(clinician(), ReportState.PUBLISHED, decision, AT)
        assert reason is Reason.ALREADY_DECIDED


def test_a_planned_moment_lies_ahead() -> None:
    for offset, reason in ((0, None), (1, None), (-1, Reason.MOMENT_PASSED)):
        moment = AT + timedelta(seconds=offset)
        decision = Decision(Act.PUBLISH, TICKS, conclusion="Goed.", visible_from=moment)
        assert may_decide(clinician(), ReportState.SAVED, decision, AT) is reason


def test_publishing_nothing_is_refused() -> None:
    nothing = Decision(Act.PUBLISH, Ticks(frozenset({ONE}), frozenset()), conclusion="Goed.")
    assert may_decide(clinician(), ReportState.RECEIVED, nothing, AT) is Reason.NOTHING_CHOSEN


def test_every_act_needs_its_right() -> None:
    nobody = clinician(rights=frozenset())
    for act in Act:
        decision = Decision(act, TICKS, conclusion="Goed.")
        assert may_decide(nobody, ReportState.RECEIVED, decision, AT) is Reason.NO_RIGHT


def clinician(rights: frozenset[Right] = frozenset(Right)) -> Actor:
    return Actor(ActorKind.EMPLOYEE, Function.GP, id=ONE, practice=ONE, rights=rights)
