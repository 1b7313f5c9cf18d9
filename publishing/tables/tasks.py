"""The rows of what still has to be done about a report; the words in them no patient reads."""

from piccolo.columns import UUID, Boolean, Date, ForeignKey, Text, Timestamptz
from piccolo.table import Table

from consent.tables import Membership
from consent.tables.common import RESTRICT
from publishing.tables.results import Report


class Task(Table):
    """
    How the task of a report stood from one change to the next; the one in force has no end.

    Every change is a row of its own, so that all of them stay to be read.
    """

    id = UUID(primary_key=True, default=None)
    report = ForeignKey(Report, null=False, default=None, on_delete=RESTRICT)
    owner = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    body = Text(default="", secret=True, help_text="for the practice alone")
    due_on = Date(default=None, null=True)
    discussed_on = Date(default=None, null=True)
    is_done = Boolean(default=False)
    set_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    set_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None, null=True)
