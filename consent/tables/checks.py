"""The rows of sample checks: what was drawn from the log, and what became of each line."""

from piccolo.columns import UUID, Array, Bytea, Date, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables.common import RESTRICT
from consent.tables.register import Membership, Practice


class CheckDraw(Table):
    """A draw from one month of a practice's log; the seed makes it again."""

    id = UUID(primary_key=True, default=None)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT)
    month = Date(default=None, help_text="its first day")
    seed = Bytea(default=None)
    looks = Integer(default=None, help_text="how many there were to draw from")
    drawn_at = Timestamptz(default=None)
    drawn_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    check_draw_practice_month_key = Unique([practice, month])


class CheckLine(Table):
    """
    One line that was drawn, by which rules, and whether the look was lawful.

    What was told to whose file it was is there once it was told, of an unlawful look alone.
    """

    id = UUID(primary_key=True, default=None)
    draw = ForeignKey(CheckDraw, null=False, default=None, on_delete=RESTRICT)
    entry = UUID(default=None, help_text="a line of the log, which goes when its years are over")
    rules = Array(base_column=Varchar(length=20, default=""), default=list)
    due_on = Date(default=None)
    outcome = Varchar(length=20, default="")
    note_sealed = Bytea(default=None, null=True, secret=True)
    judged_by = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    judged_at = Timestamptz(default=None, null=True)
    told_sealed = Bytea(default=None, null=True, secret=True)
    told_by = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    told_at = Timestamptz(default=None, null=True)
    check_line_draw_entry_key = Unique([draw, entry])
    check_line_outcome_check = Check("outcome in ('','asked','lawful','unlawful')")
    check_line_told_check = Check("told_at is null or outcome = 'unlawful'")
