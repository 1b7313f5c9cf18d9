"""The form of a task: who, what, by when, and when it was talked about."""

from datetime import date

import msgspec

from portal.practice.forms.moments import day_of
from portal.practice.forms.reading import FieldFault, Malformed, id_in, too_long
from publishing.tasks.setting import Task

SAVE, FINISH = "save", "finish"


class TaskForm(msgspec.Struct, frozen=True):
    """As posted; `seen` is the version that stood on the page, "" when there was none."""

    step: str = SAVE
    seen: str = ""
    owner: str = ""
    body: str = ""
    due: str = ""
    discussed: str = ""


def check(form: TaskForm, today: date) -> Task | tuple[FieldFault, ...]:
    """
    Say how the task is to stand, or everything that has to be mended.

    Who finishes it without saying who has it, leaves it with whom it was.

    Raises:
        Malformed: a step or an owner that our page does not offer.

    """
    if form.step not in {SAVE, FINISH}:
        raise Malformed("unknown_choice", "step")
    is_done = form.step == FINISH
    owner = id_in(form.owner, "owner") if form.owner else None
    due, discussed = day_of(form.due), day_of(form.discussed)
    faults = {
        "owner": "owner_missing" if owner is None and not is_done else "",
        "due": "day_missing" if form.due and due is None else "",
        "discussed": _discussed(form.discussed, discussed, today),
    }
    found = tuple(FieldFault(field, code) for field, code in faults.items() if code)
    if found := (*found, *too_long(form)):
        return found
    return Task(owner, form.body, due, discussed, is_done)


def _discussed(typed: str, day: date | None, today: date) -> str:
    if typed and day is None:
        return "day_missing"
    return "day_to_come" if day is not None and day > today else ""
