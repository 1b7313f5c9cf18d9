"""A birth date or surname that contradicts a BSN, and all that does not."""

import pytest

from consent.register.identity import Difference, Identity, differences

BORN, NAME = Difference.BORN, Difference.NAME


@pytest.mark.parametrize(
    ("registered", "told", "wanted"),
    [
        ((("Bakker", "", ""), "1960-05-17"), (("Bakker", ""), "1960-05-17"), set()),
        ((("Bakker", "", ""), "1960-05-17"), (("Bakker", ""), "1961-05-17"), {BORN}),
        ((("Bakker", "", ""), "1960-05-17"), (("Jansen", ""), "1960-05-17"), {NAME}),
        ((("Bakker", "", ""), "1960-05-17"), (("Jansen", ""), "1961-05-17"), {BORN, NAME}),
        ((("Bakker", "", ""), "1960"), (("Bakker", ""), "1960-05-17"), set()),
        ((("Bakker", "", ""), "1960-05-17"), (("Bakker", ""), "1960-05"), set()),
        ((("Bakker", "", ""), "1960-05-17"), (("Bakker", ""), ""), set()),
        ((("Bakker", "", ""), ""), (("Bakker", ""), "1960-05-17"), set()),
        ((("Jansen-Bakker", "Bakker", "Jansen"), ""), (("Bakker", ""), ""), set()),
        ((("Jansen", "", ""), ""), (("Bakker", "Jansen"), ""), set()),
        ((("Çelebi-Ünal", "", ""), ""), (("CELEBI UNAL", ""), ""), set()),
        ((("Vries", "", ""), ""), (("de Vries", ""), ""), set()),
        ((("Zon", "", ""), ""), (("van der Maan", ""), ""), {NAME}),
        ((("van der Zon", "", ""), ""), (("van der Maan", ""), ""), {NAME}),
        ((("Bakker", "", ""), ""), (("", ""), ""), set()),
    ],
)
def test_only_what_cannot_be_the_same_person_contradicts(
    registered: tuple[tuple[str, ...], str],
    told: tuple[tuple[str, ...], str],
    wanted: set[Difference],
) -> None:
    one, other = Identity(*registered), Identity(*told)
    assert differences(one, other) == wanted
    assert differences(other, one) == wanted


def test_an_identity_shows_nothing_of_a_person() -> None:
    assert "Bakker" not in repr(Identity(("Bakker",), "1960"))
