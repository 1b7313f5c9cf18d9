"""The page after a login is one of ours, whatever the address asked for."""

import pytest

from portal.identity.underway.pending import page_after
from portal.identity.visitor import VisitorKind


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("/mijn/uitslagen", "/mijn/uitslagen"),
        ("/mijn/logboek?voor=12", "/mijn/logboek?voor=12"),
        ("/praktijk", ""),
        ("https://evil.example/", ""),
        ("//evil.example/mijn", ""),
        ("/\\evil.example", ""),
        ("/mijn/../../evil", ""),
        ("/mijn//evil.example", ""),
        ("/mijn\\evil", ""),
        ("/mijn\r\nx: y", ""),
        ("/mijn@evil.example", ""),
        ("/mijnevil", ""),
        ("javascript:alert(1)", ""),
        ("/mijn/" + "a" * 400, ""),
        ("/mijn", "/mijn"),
        ("/mijn/logboek.pdf", "/mijn/logboek.pdf"),
        ("/mijn/uitslagen\n", ""),
        ("/mijn/%2e%2e/evil", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_patient_goes_to_a_page_of_their_own(asked: str | None, page: str) -> None:
    assert page_after(asked, VisitorKind.PATIENT) == page


def test_an_employee_goes_to_a_page_of_the_practice() -> None:
    assert page_after("/praktijk/aanvragen", VisitorKind.EMPLOYEE) == "/praktijk/aanvragen"
    assert page_after("/mijn/uitslagen", VisitorKind.EMPLOYEE) == ""
