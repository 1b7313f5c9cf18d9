"""The rows of notes that employees write for themselves or for each other, never for a patient."""

from piccolo.columns import UUID, Date, ForeignKey, Text, Timestamptz
from piccolo.constraints import Check
from piccolo.table import Table

from consent.tables import Membership, Patient
from consent.tables.common import RESTRICT


class Note(Table):
    """A working note of one author until it is shared; from then on a note of the practice."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT, index=True)
    author = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    body = Text(default=None, secret=True, help_text="empty when it was removed or has expired")
    written_at = Timestamptz(default=None)
    expires_on = Date(default=None, null=True, help_text="null: it is shared and stays")
    shared_at = Timestamptz(default=None, null=True)
    removed_at = Timestamptz(default=None, null=True)
    note_shared_check = Check("(shared_at is null) = (expires_on is not null)")
    note_removed_check = Check("removed_at is null or (shared_at is null and body = '')")
