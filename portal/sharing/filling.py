"""The form of a choice on the page: what can be chosen, what was typed, what is wrong with it."""

import msgspec

from consent.model import Standing
from consent.sharing.model import SHAREABLE, Category, Choice
from consent.sharing.reading import Shared
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Fault, Field, Option
from portal.practice.views import phrases
from portal.sharing.form import CATEGORY, HEARD, ORGANISATION, SharingForm
from portal.sharing.pages import ChoiceForm
from portal.texts import text

OF_PATIENTS = (Choice.YES, Choice.EMERGENCY, Choice.NO)
OF_THE_DESK = (*OF_PATIENTS, Choice.WITHDRAWN)
TYPED = {"starts", "ends"}


class Filled(msgspec.Struct, frozen=True):
    """What somebody filled in, and what has to be mended."""

    typed: SharingForm = SharingForm()
    faults: tuple[FieldFault, ...] = ()


def names(shared: Shared, language: str) -> dict[str, str]:
    """Give everybody whom one can choose: the value in the form, and the name."""
    kinds = {f"{CATEGORY}:{one}": text(language, f"sharing.category.{one}") for one in Category}
    return kinds | {f"{ORGANISATION}:{one.id}": one.name for one in shared.organisations}


def choice_form(
    shared: Shared, filled: Filled, language: str, *, prefix: str, desk: bool = False
) -> ChoiceForm:
    """Make the form of a choice; `prefix` begins its ids, `desk`: an employee fills it in."""
    typed = filled.typed
    wrong = {one.field: text(language, f"sharing.fault.{one.code}") for one in filled.faults}
    choices = OF_THE_DESK if desk else OF_PATIENTS
    asked = {
        "part": [("", text(language, "sharing.part.all"))]
        + [(one.value, text(language, f"sharing.part.{one}")) for one in SHAREABLE],
        "choice": [(one.value, text(language, f"sharing.choice.{one}")) for one in choices],
        "channel": [(one.value, text(language, f"sharing.channel.{one}")) for one in HEARD],
        "by": [(one.value, text(language, f"sharing.by.{one}")) for one in Standing],
        "who": list(names(shared, language).items()),
    }
    made = {
        name: tuple(
            _option(prefix, name, place, one, one[0] in _given(typed, name))
            for place, one in enumerate(offered)
        )
        for name, offered in asked.items()
    }
    return ChoiceForm(
        id=prefix,
        who=made["who"],
        parts=made["part"],
        choices=made["choice"],
        starts=Field(f"{prefix}-starts", "starts", typed.starts, wrong.get("starts", "")),
        ends=Field(f"{prefix}-ends", "ends", typed.ends, wrong.get("ends", "")),
        channels=made["channel"] if desk else (),
        by=made["by"] if desk else (),
        wrong=wrong,
        faults=tuple(Fault(_target(prefix, field), said) for field, said in wrong.items()),
    )


def categories(chosen_one: str, language: str) -> tuple[Option, ...]:
    """Give every kind of care provider to choose one from."""
    return tuple(
        phrases.option(
            "category",
            one.value,
            text(language, f"sharing.category.{one}"),
            chosen=one.value == chosen_one,
        )
        for one in Category
    )


def _given(typed: SharingForm, name: str) -> tuple[str, ...]:
    value = getattr(typed, name)
    return value if isinstance(value, tuple) else (value,)


def _option(prefix: str, name: str, place: int, one: tuple[str, str], is_on: bool) -> Option:  # noqa: FBT001
    return Option(f"{prefix}-{name}-{place}", name, one[0], one[1], chosen=is_on)


def _target(prefix: str, field: str) -> str:
    return f"{prefix}-{field}" if field in TYPED else f"{prefix}-{field}-0"
