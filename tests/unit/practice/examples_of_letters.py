"""An example of every page of letters that a practice adds, sorts or does not share."""

from datetime import UTC, datetime

import msgspec

from consent.agreements.letters import Sort
from consent.facts import FileFacts
from consent.model import LetterCategory, Patient, Right
from portal.identity.visitor import Visitor, VisitorKind
from portal.practice.adding import views as adding
from portal.practice.adding.forms import LetterForm
from portal.practice.forms.reading import FieldFault
from portal.practice.sorts import views as sorts
from portal.practice.views import letters
from publishing.letters import LetterPile
from unit.practice.examples import AGREED, ANNA, AT, LETTER, Example, employee, number

FILE = FileFacts(
    patient=Patient(
        id=number(70),
        person=number(71),
        practice=number(2),
        practice_name="De Linde",
        practice_phone="",
        number="1001",
        name=ANNA.name,
        born=ANNA.born,
    ),
    agreements=AGREED,
)
CHOSEN = datetime(2026, 11, 2, 9, tzinfo=UTC)


def visitor(language: str, rights: frozenset[Right] = frozenset(Right)) -> Visitor:
    """Give an employee at work."""
    return Visitor(
        at=AT,
        request_id="",
        language=language,
        kind=VisitorKind.EMPLOYEE,
        actor=employee(rights),
    )


def add(language: str) -> msgspec.Struct:
    """Give the empty form, for who may accord too."""
    return adding.page(FILE, LetterForm(), {}, visitor(language))


def add_later(language: str) -> msgspec.Struct:
    """Give the form for who may add a letter and not accord one."""
    form = LetterForm(title="Brief van de cardioloog", category="specialist", author="De Proef")
    return adding.page(FILE, form, {}, visitor(language, frozenset({Right.PATIENTS_CHANGE})))


def add_faults(language: str) -> msgspec.Struct:
    """Give the form with a fault in every field."""
    codes = {
        "file": "upload_too_large",
        "title": "title_missing",
        "category": "category_missing",
        "written_on": "day_wrong",
        "author": "line_too_long",
        "explanation": "too_long",
    }
    faults = adding.sentences([FieldFault(*one) for one in codes.items()], language)
    return adding.page(FILE, LetterForm(share="yes"), faults, visitor(language))


def all_sorts(language: str) -> msgspec.Struct:
    """Give the sorts, chosen by somebody, by the set-up, and by nobody."""
    every = [Sort(one, AGREED.letter_categories.issuperset({one})) for one in LetterCategory]
    every[0] = Sort(every[0].category, True, CHOSEN, "drs. M. Bakker")
    every[1] = Sort(every[1].category, False, CHOSEN)
    return sorts.page("De Linde", every, language)


def unshared(language: str) -> msgspec.Struct:
    """Give a letter of a sort that the practice does not share, with what was wrong."""
    kept = msgspec.structs.replace(LETTER, category=LetterCategory.MENTAL_HEALTH)
    fault = FieldFault("category", "letter_not_shared")
    case = letters.Case(letter=kept, faults=letters.sentences([fault], language))
    return letters.page(case, None, employee(), AT, language)


def transfer(language: str) -> msgspec.Struct:
    """Give an EPD transfer message."""
    kept = msgspec.structs.replace(LETTER, category=LetterCategory.EPD_TRANSFER)
    return letters.page(letters.Case(letter=kept), None, employee(), AT, language)


def unshared_list(language: str) -> msgspec.Struct:
    """Give the letters of sorts that are not shared."""
    kept = msgspec.structs.replace(LETTER, category=LetterCategory.EPD_TRANSFER)
    return letters.list_page(
        letters.Listed(pile=LetterPile.UNSHARED, letters=(kept,), waiting=None), AT, language
    )


LETTERS: dict[str, Example] = {
    "letter-add": ("practice/letter_add.html", add),
    "letter-add-faults": ("practice/letter_add.html", add_faults),
    "letter-add-later": ("practice/letter_add.html", add_later),
    "letter-sorts": ("practice/letter_sorts.html", all_sorts),
    "letter-transfer": ("practice/letter.html", transfer),
    "letter-unshared": ("practice/letter.html", unshared),
    "letters-unshared": ("practice/letters.html", unshared_list),
}
