"""The rows of what was shared by mistake and taken back."""

from piccolo.columns import UUID, ForeignKey, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table

from consent.tables import Membership, Patient
from consent.tables.common import RESTRICT


class Recall(Table):
    """A report or letter that a patient could see and no longer can, by an act of a person."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    kind = Varchar(length=20, default=None, help_text="report or letter")
    object_id = UUID(default=None, index=True)
    reason = Varchar(length=20, default=None)
    explanation = Text(default="", secret=True, help_text="for colleagues")
    shared_at = Timestamptz(default=None, help_text="since when the patient could see it")
    shared_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    recalled_at = Timestamptz(default=None)
    recalled_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    recall_kind_check = Check("kind in ('report','letter')")
    recall_reason_check = Check("reason in ('mistake','wrong_patient')")
