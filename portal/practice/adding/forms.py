"""The form of a letter that is added: the PDF itself, and what is said of it."""

from datetime import date

import msgspec

from consent.model import LetterCategory
from portal.frame.uploads import LARGEST_FILE, Uploaded
from portal.practice.forms.moments import day_of
from portal.practice.forms.reading import FieldFault, Malformed, too_long
from publishing.letters.adding import NewLetter

LONGEST_TITLE = 300
MEGABYTES = LARGEST_FILE // 1_000_000


class LetterForm(msgspec.Struct, frozen=True):
    """As posted, the file apart; `share` says that the patient may see it at once."""

    title: str = ""
    category: str = ""
    written_on: str = ""
    author: str = ""
    explanation: str = ""
    share: str = ""


def check(form: LetterForm, file: object, today: date) -> NewLetter | tuple[FieldFault, ...]:
    """
    Say which letter the form holds, or what has to be mended.

    Raises:
        Malformed: a sort of letter that our page does not offer, or no field for a file.

    """
    if not isinstance(file, Uploaded):
        raise Malformed("not_a_file", "file")
    if form.category not in {*LetterCategory, ""}:
        raise Malformed("unknown_choice", "category")
    day = day_of(form.written_on)
    faults = {
        "file": _file_fault(file),
        "title": "" if form.title else "title_missing",
        "category": "" if form.category else "category_missing",
        "written_on": "day_wrong" if form.written_on and (day is None or day > today) else "",
    }
    long = {"title": form.title, "author": form.author}
    faults |= {name: "line_too_long" for name, value in long.items() if len(value) > LONGEST_TITLE}
    found = tuple(FieldFault(name, code) for name, code in faults.items() if code)
    if found or too_long(form):
        return found or too_long(form)
    return NewLetter(
        file=file.data,
        title=form.title,
        category=LetterCategory(form.category),
        author=form.author,
        written_on=day,
    )


def _file_fault(file: Uploaded) -> str:
    if file.is_too_large:
        return "upload_too_large"
    return "" if file.data else "upload_missing"
