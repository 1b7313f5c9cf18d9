"""Every reason why something was not accepted is said in words, to sender and practice alike."""

import pytest

from portal.texts import LANGUAGES, text
from publishing.intake.faults import FaultReason


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", FaultReason)
def test_a_reason_is_a_sentence(reason: FaultReason, language: str) -> None:
    assert text(language, f"intake.reason.{reason}").endswith(".")
