"""From what the rules know of employees to the words of their pages."""

from collections.abc import Collection, Sequence
from datetime import datetime

from consent.model import Actor, Function, Reason, Right
from consent.register.colleagues import Change, Colleague, Door
from consent.register.employees import Membership
from consent.register.managing import ENOUGH_MANAGERS
from portal import words
from portal.frame.links import link
from portal.practice.employees.forms import FUNCTIONS, EmployeeForm, RightsForm
from portal.practice.employees.pages import (
    EmployeePage,
    EmployeesPage,
    NewEmployeePage,
    Place,
    PlacesPage,
    Row,
)
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Button, Field, Option
from portal.practice.views import phrases
from portal.texts import text

# What the person can mend on the page itself; other refusals get a page of their own.
ON_THE_PAGE = {Reason.ALREADY_EMPLOYED, Reason.MANAGER_MISSING, Reason.OWN_RIGHT}
# In the order of the work, not of the alphabet.
RIGHTS = (
    Right.REQUESTS_SEE,
    Right.REQUESTS_DECIDE,
    Right.EPISODES_HIDE,
    Right.RESULTS_PUBLISH,
    Right.LETTERS_PUBLISH,
    Right.PATIENTS_CHANGE,
    Right.LOG_READ,
    Right.LOG_REVIEW,
    Right.AGREEMENTS_CHANGE,
    Right.EMPLOYEES_CHANGE,
)


def listed(
    manager: Actor,
    found: Sequence[Colleague],
    changes: Sequence[Change],
    fallback: Field,
    language: str,
) -> EmployeesPage:
    """Make the list."""
    few = sum(one.is_manager for one in found) < ENOUGH_MANAGERS and not fallback.value
    return EmployeesPage(
        practice=manager.organisation,
        rows=tuple(_row(one, language) for one in found),
        changes=tuple(_change(one, language) for one in changes),
        fallback=fallback,
        save_fallback=Button(link("practice.fallback")),
        warning=text(language, "employees.list.few_managers") if few else "",
    )


def one(
    manager: Actor, known: Colleague, form: RightsForm, faults: dict[str, str], language: str
) -> EmployeePage:
    """Make the page of one employee, filled with what was typed or with what holds."""
    own = Reason.OWN_RIGHT if known.id == manager.id else None
    locked = {Right.EMPLOYEES_CHANGE} if own and known.is_manager else set()
    return EmployeePage(
        name=known.name,
        about=_about(known, language),
        functions=_functions(form.function, language),
        agb=phrases.field("agb", form.agb, faults),
        rights=_ticks(form.right, language, locked),
        seen=tuple(sorted(right.value for right in known.rights)),
        save=Button(link("practice.employee", id=known.id)),
        leave=phrases.button(link("practice.employee_leave", id=known.id), own, language),
        log_out=Button(link("practice.employee_sessions", id=known.id)),
        back=link("practice.employees"),
        new_link=Button(link("practice.employee_link", id=known.id))
        if known.door is Door.ACCOUNT
        else None,
        faults=phrases.summary(faults),
    )


def new(form: EmployeeForm, faults: dict[str, str], language: str) -> NewEmployeePage:
    """Make the page for somebody who begins."""
    return NewEmployeePage(
        name=phrases.field("name", form.name, faults),
        uzi=phrases.field("uzi", form.uzi, faults),
        account=phrases.field("account", form.account, faults),
        functions=_functions(form.function, language),
        function_fault=faults.get("function", ""),
        agb=phrases.field("agb", form.agb, faults),
        rights=_ticks(form.right, language),
        save=Button(link("practice.employee_new")),
        back=link("practice.employees"),
        faults=phrases.summary(faults, {"function": f"function-{FUNCTIONS[0]}"}),
    )


def filled(known: Colleague) -> RightsForm:
    """Fill the form with what holds now."""
    rights = tuple(right.value for right in known.rights)
    return RightsForm(known.function.value, known.agb or "", rights, rights)


def places(
    found: Sequence[Membership], current: Membership | None, onward: str, language: str
) -> PlacesPage:
    """Make the choice of practices."""
    return PlacesPage(
        places=tuple(
            Place(
                str(one.id),
                one.practice_name,
                _function(one.function, language),
                current is not None and one.id == current.id,
            )
            for one in found
        ),
        action=link("practice.places"),
        onward=onward,
    )


def sentences(faults: Sequence[FieldFault], language: str) -> dict[str, str]:
    """Give the sentence per field."""
    return {one.field: text(language, f"employees.form.{one.code}") for one in faults}


def _row(known: Colleague, language: str) -> Row:
    rights = [_right(right, language) for right in RIGHTS if right in known.rights]
    return Row(
        name=known.name,
        href=link("practice.employee", id=known.id),
        function=_function(known.function, language),
        rights=", ".join(rights) or text(language, "employees.list.no_rights"),
        is_manager=known.is_manager,
    )


def _change(change: Change, language: str) -> str:
    value = change.value
    match change.what:
        case "give" | "take":
            value = _right(Right(change.value), language)
        case "function" | "add":
            value = _function(Function(change.value), language)
    return text(
        language,
        f"employees.change.{change.what}",
        date=words.day(words.local_day(change.at), language),
        by=change.by,
        name=change.name,
        value=value,
    )


def _about(known: Colleague, language: str) -> str:
    since = _day(known.started_at, language)
    if known.uzi_id is None:
        return text(language, "employees.one.about_account", date=since)
    return text(language, "employees.one.about", number=known.uzi_id, date=since)


def _day(at: datetime, language: str) -> str:
    return words.day(words.local_day(at), language)


def _functions(chosen: str, language: str) -> tuple[Option, ...]:
    return tuple(
        phrases.option(
            "function", function.value, _function(function, language), chosen=function == chosen
        )
        for function in FUNCTIONS
    )


def _ticks(
    chosen: Collection[str], language: str, locked: Collection[Right] = ()
) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=f"right-{right}",
            name="right",
            value=right.value,
            label=_right(right, language),
            hint=text(language, f"employees.hint.{right}"),
            chosen=right in chosen,
            locked=right in locked,
        )
        for right in RIGHTS
    )


def _function(function: Function, language: str) -> str:
    return text(language, f"log.function.{function.value}")


def _right(right: Right, language: str) -> str:
    return text(language, f"employees.right.{right}")
