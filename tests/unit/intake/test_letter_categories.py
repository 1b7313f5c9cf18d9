"""Which sort a letter is, by what its source says or by its words."""

import pytest

from consent.agreements.model import SHARED_BY_DEFAULT, shared_letters
from consent.model import LetterCategory
from publishing.filing.categories import category_of, is_transfer
from publishing.intake.model import LetterStatus
from publishing.intake.reads import LetterRead


def letter(title: str = "", kind: str = "", category: LetterCategory | None = None) -> LetterRead:
    return LetterRead(title=title, kind=kind, category=category, status=LetterStatus.CURRENT)


@pytest.mark.parametrize(
    ("title", "kind", "category"),
    [
        ("Brief van de fysiotherapeut", "", "paramedic"),
        ("Brief", "Ontslagbrief", "discharge"),
        ("Waarneembericht", "", "out_of_hours"),
        ("Bezoek aan de SEH", "", "emergency"),
        ("Intake bij de GGZ", "Specialistenbrief", "specialist"),
        ("Intake bij de GGZ", "", "mental_health"),
        ("Verwijzing naar de polikliniek", "", "referral"),
        ("Verzekeringskeuring", "", "third_party"),
        ("Uitslag", "Outpatient letter", "specialist"),
        ("Brief over de shap", "", "other"),
        ("", "", "other"),
    ],
)
def test_the_kind_tells_before_the_title(title: str, kind: str, category: str) -> None:
    assert category_of(letter(title, kind)) == category


def test_what_its_source_says_in_our_words_goes_before_its_words() -> None:
    said = letter("Ontslagbrief", "Ontslagbrief", LetterCategory.OWN)
    assert category_of(said) is LetterCategory.OWN


@pytest.mark.parametrize(
    "name",
    [
        "EPD-overdrachtsbericht",
        "Overdrachtsbericht huisarts",
        "Dossieroverdracht",
        "dossier-overdracht Anna",
        "EPD overdracht",
        "MEDOVD",
    ],
)
def test_an_epd_transfer_message_is_one_whatever_else_is_said(name: str) -> None:
    for said in (letter(name), letter("Brief", name), letter(name, "x", LetterCategory.OTHER)):
        assert category_of(said) is LetterCategory.EPD_TRANSFER


@pytest.mark.parametrize(
    "name", ["Verpleegkundig overdrachtsbericht", "Overdracht thuiszorg", "Medicatieoverdracht"]
)
def test_other_handovers_are_letters_like_any(name: str) -> None:
    assert not is_transfer(name)


def test_no_practice_begins_with_the_transfer_message() -> None:
    assert shared_letters(None) == SHARED_BY_DEFAULT
    assert LetterCategory.EPD_TRANSFER not in SHARED_BY_DEFAULT
    assert shared_letters([]) == frozenset()
    assert shared_letters(["own"]) == {LetterCategory.OWN}
