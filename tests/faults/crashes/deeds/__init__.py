"""Every act and every look of the portal, in groups."""

from faults.crashes.deeds.accounts import ACCOUNTS
from faults.crashes.deeds.acting import ACTING
from faults.crashes.deeds.clinician import CLINICIAN
from faults.crashes.deeds.employees import EMPLOYEES
from faults.crashes.deeds.inside import INSIDE
from faults.crashes.deeds.intake import INTAKE
from faults.crashes.deeds.oversight import OVERSIGHT
from faults.crashes.deeds.patient import LOOKS, PATIENT
from faults.crashes.deeds.practice import PRACTICE
from faults.crashes.deeds.register import REGISTER
from faults.crashes.deeds.sessions import SESSIONS
from faults.crashes.deeds.showing import SHOWING

GROUPS = {
    "patient": PATIENT,
    "acting": ACTING,
    "looks": LOOKS,
    "practice": PRACTICE,
    "clinician": CLINICIAN,
    "employees": EMPLOYEES,
    "register": REGISTER,
    "oversight": OVERSIGHT,
    "sessions": SESSIONS,
    "showing": SHOWING,
    "accounts": ACCOUNTS,
    "inside": INSIDE,
    "intake": INTAKE,
}
