"""The rows of acting for another: who may, what the youth said, what a practice keeps closed."""

from piccolo.columns import UUID, Array, Boolean, Date, ForeignKey, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from consent.tables.common import RESTRICT
from consent.tables.register import Membership, Patient, Person


class Representation(Table):
    """Somebody who may act for a patient towards one practice, with the check that was made."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    representative = ForeignKey(Person, null=False, default=None, on_delete=RESTRICT)
    kind = Varchar(length=20, default=None)
    document = Varchar(length=40, default=None, help_text="what was seen")
    presence = Varchar(length=40, default=None, help_text="who stood at the desk")
    starts_on = Date(default=None)
    ends_on = Date(default=None, null=True, help_text="the last day")
    registered_by = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    registered_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None, null=True)
    ended_by = Varchar(length=20, default="", help_text="patient, practice or representative")
    representation_kind_check = Check("kind in ('curator','guardian','mandatee','mentor','parent')")
    representation_check_check = Check(
        "(registered_by is null) = (document = 'provider' and kind = 'mandatee')"
    )
    representation_days_check = Check("ends_on is null or ends_on >= starts_on")
    representation_ended_check = Check("(ended_at is null) = (ended_by = '')")


class RepresentationChoice(Table):
    """What a youth said of one representative; only added, the last one holds."""

    id = UUID(primary_key=True, default=None)
    representation = ForeignKey(
        Representation, null=False, default=None, on_delete=RESTRICT, index=True
    )
    allowed = Boolean(default=None)
    left_out = Array(base_column=UUID(default=None), default=list, help_text="episodes")
    recorded_by = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    chosen_at = Timestamptz(default=None)


class RepresentationBlock(Table):
    """An objection of a good care provider against somebody looking along; why, is kept inside."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT, index=True)
    representative = ForeignKey(Person, null=False, default=None, on_delete=RESTRICT)
    reason = Text(default=None, secret=True, help_text="for the practice alone")
    set_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    set_at = Timestamptz(default=None)
    lifted_by = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    lifted_at = Timestamptz(default=None, null=True)
    representation_block_lifted_check = Check("(lifted_at is null) = (lifted_by is null)")
