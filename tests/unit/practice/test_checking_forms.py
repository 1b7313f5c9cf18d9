"""What the practice's forms mean, and which faults they name."""

from datetime import UTC, date, datetime, time

import msgspec
import pytest

from consent.model import Agreements, Handling, RefusalReason
from consent.requests.deciding import Refusal
from portal.practice.forms import agreements
from portal.practice.forms.agreements import AgreementsForm
from portal.practice.forms.moments import Planned, day_of, planned, time_of
from portal.practice.forms.publishing import PublishForm, Understood, check
from portal.practice.forms.reading import FieldFault, Malformed
from portal.practice.forms.requests import RefuseForm, check_refusal
from publishing.model import Act

ONE = "01932d3c-0000-7000-8000-000000000001"
NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
FORM = PublishForm(act="publish", share=(ONE,), conclusion="Alles is goed.")


def faults_of(form: PublishForm) -> list[FieldFault]:
    outcome = check(form, NOW)
    assert isinstance(outcome, tuple)
    return list(outcome)


def changed(**changes: object) -> PublishForm:
    return msgspec.structs.replace(FORM, **changes)


def test_publishing_now_plans_nothing() -> None:
    outcome = check(FORM, NOW)
    assert isinstance(outcome, Understood)
    assert outcome.decision.act is Act.PUBLISH
    assert outcome.decision.visible_from is None
    assert outcome.decision.invite_within is None


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u200b", "\n\t", "\u200b \u2060\ufeff"])
@pytest.mark.parametrize("act", [Act.PUBLISH, Act.PUBLISH_AND_INVITE])
def test_a_blank_conclusion_cannot_be_published(act: Act, text: str) -> None:
    found = faults_of(changed(act=act.value, conclusion=text, within="week"))
    assert found == [FieldFault("conclusion", "conclusion_missing")]


@pytest.mark.parametrize("act", [Act.INVITE, Act.SAVE])
def test_inviting_and_saving_need_no_conclusion(act: Act) -> None:
    outcome = check(changed(act=act.value, conclusion="", share=(), within="week"), NOW)
    assert isinstance(outcome, Understood)


def test_all_faults_are_named_at_once() -> None:
    form = PublishForm(act="publish_and_invite", when="later", day="x", meaning="a" * 5000)
    assert {fault.field for fault in faults_of(form)} == {
        "meaning",
        "conclusion",
        "share",
        "day",
        "within",
    }


def test_an_act_that_nobody_offered_is_no_act() -> None:
    assert faults_of(changed(act="delete")) == [FieldFault("act", "act_missing")]


def test_saving_ignores_a_moment_that_was_left_behind() -> None:
    outcome = check(changed(act="save", when="later", day="never"), NOW)
    assert isinstance(outcome, Understood)
    assert outcome.decision.visible_from is None


def test_a_planned_moment_is_local_and_kept_in_utc() -> None:
    outcome = check(changed(when="later", day="2026-11-24", time="09:00"), NOW)
    assert isinstance(outcome, Understood)
    assert outcome.decision.visible_from == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def test_a_moment_that_has_passed_is_refused() -> None:
    form = changed(when="later", day="2026-11-20", time="11:00")
    assert faults_of(form) == [FieldFault("day", "moment_past")]


def test_a_time_that_the_clock_skips_is_refused() -> None:
    assert planned(date(2027, 3, 28), time(2, 30)) is None
    form = changed(when="later", day="2027-03-28", time="02:30")
    assert faults_of(form) == [FieldFault("time", "time_skipped")]


def test_of_a_time_that_comes_twice_the_later_is_taken() -> None:
    moment = planned(date(2026, 10, 25), time(2, 30))
    assert moment == Planned(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), twice=True)


def test_days_and_times_may_be_written_the_dutch_way() -> None:
    assert day_of("24-11-2026") == date(2026, 11, 24)
    assert time_of("9.05") == time(9, 5)
    assert day_of("31-02-2026") is None
    assert time_of("25:00") is None


def test_another_reason_needs_words() -> None:
    assert check_refusal(RefuseForm("other", " ")) == (
        FieldFault("explanation", "explanation_missing"),
    )
    assert check_refusal(RefuseForm("talk_first")) == Refusal(RefusalReason.TALK_FIRST, "")
    assert check_refusal(RefuseForm()) == (FieldFault("reason", "reason_missing"),)


def test_agreements_that_are_not_chosen_keep_the_strict_side() -> None:
    assert agreements.check(AgreementsForm()) == Agreements()


def test_agreements_are_read_as_chosen() -> None:
    form = AgreementsForm("on", "on", "automatic", "2020-07-01", "off", "on")
    assert agreements.check(form) == Agreements(
        journal=True,
        results=True,
        handling=Handling.AUTOMATIC,
        journal_from=date(2020, 7, 1),
        names_shown=True,
    )


def test_the_journal_cannot_start_before_july_2020() -> None:
    assert agreements.check(AgreementsForm(journal_from="2020-06-30")) == (
        FieldFault("journal_from", "journal_too_early"),
    )
    assert agreements.check(AgreementsForm(journal_from="soon")) == (
        FieldFault("journal_from", "day_missing"),
    )


def test_a_choice_that_is_not_offered_is_refused() -> None:
    with pytest.raises(Malformed):
        agreements.check(AgreementsForm(handling="always"))
