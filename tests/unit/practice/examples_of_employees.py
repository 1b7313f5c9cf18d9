"""An example of every page about employees, with invented people."""

import msgspec

from consent.model import Function, Reason, Right
from consent.register.colleagues import Change, Colleague, Door
from consent.register.employees import Membership
from portal.practice.employees import views
from portal.practice.employees.forms import EmployeeForm, RightsForm
from portal.practice.pages.parts import Field
from portal.practice.views import phrases
from unit.practice.examples import ALL, AT, Example, employee, number


def colleague(last: int, name: str, *rights: Right, uzi_id: str | None = "900000001") -> Colleague:
    """Give somebody who works there."""
    return Colleague(
        id=number(last),
        employee=number(last + 100),
        name=name,
        uzi_id=uzi_id,
        function=Function.ASSISTANT,
        agb=None,
        door=Door.PROVIDER if uzi_id else Door.ACCOUNT,
        rights=frozenset(rights),
        started_at=AT,
        ended_at=None,
    )


STAFF = (
    colleague(1, "drs. M. Bakker", *ALL),
    colleague(2, "K. Çelik", Right.REQUESTS_SEE, Right.REQUESTS_DECIDE),
    colleague(3, "S. Jansen", uzi_id=None),
)
CHANGES = tuple(
    Change(number(2), "K. Çelik", what, value, "drs. M. Bakker", AT)
    for what, value in {
        "add": "assistant",
        "give": "requests.see",
        "take": "letters.publish",
        "function": "nurse",
        "agb": "",
        "leave": "",
    }.items()
)


def employees_page(language: str) -> msgspec.Struct:
    """Give the list with one manager and nobody to step in."""
    return views.listed(employee(), STAFF, CHANGES, Field("fallback", "fallback"), language)


def employees_quiet(language: str) -> msgspec.Struct:
    """Give the list with a substitute and no changes."""
    fallback = Field("fallback", "fallback", "drs. Q. Zon")
    return views.listed(employee(), STAFF[:1], (), fallback, language)


def employee_page(language: str) -> msgspec.Struct:
    """Give one employee."""
    return views.one(employee(), STAFF[1], views.filled(STAFF[1]), {}, language)


def employee_self(language: str) -> msgspec.Struct:
    """Give a manager their own page, after they tried what is not possible."""
    page = views.one(employee(), STAFF[0], views.filled(STAFF[0]), {}, language)
    return msgspec.structs.replace(page, notice=phrases.told(Reason.OWN_RIGHT, language))


def employee_with_fault(language: str) -> msgspec.Struct:
    """Give somebody with an account of the portal, after a code that is none."""
    form = RightsForm("nurse", "12", (), ())
    return views.one(employee(), STAFF[2], form, {"agb": "Een AGB-code heeft 8 cijfers."}, language)


def employee_new(language: str) -> msgspec.Struct:
    """Give the form for somebody new."""
    return views.new(EmployeeForm(), {}, language)


def employee_new_with_faults(language: str) -> msgspec.Struct:
    """Give that form with everything still to be mended."""
    faults = {
        "name": "Vul de naam in.",
        "uzi": "Vul het nummer in.",
        "function": "Kies een functie.",
        "agb": "Een AGB-code heeft 8 cijfers.",
    }
    return views.new(EmployeeForm(name="Balie"), faults, language)


def places_page(language: str) -> msgspec.Struct:
    """Give the choice between two practices, of which one is where somebody is."""
    found = [
        Membership(
            id=number(last),
            employee=number(100),
            name="W. Waarnemer",
            language="nl",
            practice=number(last + 10),
            practice_name=practice,
            practice_phone="",
            ura=None,
            function=Function.GP,
            rights=frozenset(),
        )
        for last, practice in enumerate(("De Linde", "De Molen"))
    ]
    return views.places(found, found[0], "/praktijk/aanvragen", language)


EMPLOYEES: dict[str, Example] = {
    "employees": ("practice/employees.html", employees_page),
    "employees-quiet": ("practice/employees.html", employees_quiet),
    "employee": ("practice/employee.html", employee_page),
    "employee-self": ("practice/employee.html", employee_self),
    "employee-fault": ("practice/employee.html", employee_with_fault),
    "employee-new": ("practice/employee_new.html", employee_new),
    "employee-new-faults": ("practice/employee_new.html", employee_new_with_faults),
    "places": ("practice/places.html", places_page),
}
