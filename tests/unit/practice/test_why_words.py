"""Why somebody does not see a file is said to the practice, and not as it is said to the reader."""

import pytest

from consent.model import Reason
from portal.practice.why.views import answer
from portal.texts import catalogue, text
from publishing.inside.why import Answer
from publishing.visibility import Gate

TO_THE_READER = {
    "nl": ("Uw dossier", "Bent u", "U staat"),
    "en": ("Your record", "Are you", "You are"),
}
# What the policy answers where it keeps a file closed; `tests/unit/consent` holds that it is all.
KEPT_OUT = (
    Reason.BIRTH_DATE_UNKNOWN,
    Reason.FACILITY_OFF,
    Reason.FROM_16,
    Reason.LAPSED_BY_AGE,
    Reason.NO_RELEASE,
    Reason.PARENTS_OFF,
    Reason.REPRESENTATION_ENDED,
    Reason.REPRESENTATION_MISSING,
    Reason.REPRESENTATION_NOT_BEGUN,
    Reason.UNDER_12,
    Reason.UNDER_16,
    Reason.YOUTH_DECIDES,
)


@pytest.mark.parametrize("language", TO_THE_READER)
def test_the_practice_is_told_in_words_for_the_practice(language: str) -> None:
    for reason in KEPT_OUT:
        said = answer(Answer(Gate.READER, is_closed=True, reason=reason), language)
        assert not said.startswith(TO_THE_READER[language]), reason
    own = text(language, "reasons.reason.no_release")
    assert own.startswith(TO_THE_READER[language])


@pytest.mark.parametrize("language", TO_THE_READER)
def test_there_are_words_for_these_reasons_and_no_others(language: str) -> None:
    written = {key for key in catalogue(language) if key.startswith("why.reader.")}
    assert written == {f"why.reader.{reason}" for reason in KEPT_OUT}
