"""The rows of how results are shown: at the patient's pace, and what a practice calls slight."""

from piccolo.columns import UUID, Boolean, ForeignKey, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables import Membership, Person, Practice
from consent.tables.common import RESTRICT


class ReadingPace(Table):
    """How somebody wants to get to see their results of one category, since when."""

    id = UUID(primary_key=True, default=None)
    person = ForeignKey(Person, null=False, default=None, on_delete=RESTRICT)
    category = Varchar(length=20, default=None)
    pace = Varchar(length=20, default=None)
    chosen_at = Timestamptz(default=None)
    reading_pace_person_category_key = Unique([person, category])
    reading_pace_pace_check = Check("pace in ('at_once','warn','after_talk')")


class Margin(Table):
    """How far beyond a limit a practice calls a determination slightly high or low; append-only."""

    id = UUID(primary_key=True, default=None)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT)
    code_system = Varchar(length=20, default=None, help_text="nhg45 or loinc")
    code = Varchar(length=40, default=None)
    name = Varchar(length=120, default="", help_text="as the laboratory called it when it was set")
    unit = Varchar(length=60, default="", help_text="for which it holds; empty: percent of a limit")
    amount = Varchar(length=20, default=None, help_text="decimal, in the unit or in percent")
    is_percent = Boolean(default=False)
    is_on = Boolean(default=True)
    set_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    set_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None, null=True)
    margin_unit_check = Check("is_percent = (unit = '')")
    margin_code_system_check = Check("code_system in ('nhg45','loinc')")
