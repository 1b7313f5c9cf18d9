"""The rows of reports about one's own details, and of accounts that their owner closed."""

from piccolo.columns import UUID, Bytea, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table


class DetailReport(Table):
    """Somebody says that a detail is wrong, asks about a look, or closed their account."""

    id = UUID(primary_key=True, default=None)
    person = UUID(default=None, index=True)
    patient = UUID(default=None)
    practice = UUID(default=None)
    part = Varchar(length=20, default=None)
    words_sealed = Bytea(default=None, secret=True)
    sent_at = Timestamptz(default=None)
    answer_sealed = Bytea(default=None, null=True, secret=True)
    answered_by = UUID(default=None, null=True, help_text="membership")
    answered_at = Timestamptz(default=None, null=True)
    line = UUID(default=None, null=True, help_text="the line of the log that is asked about")
    detail_report_part_check = Check(
        "part in ('person','enrolment','bsn','contact','account','log')"
    )


class ClosedAccount(Table):
    """Somebody closed their account; blocked until the practice opens it, and never deleted."""

    id = UUID(primary_key=True, default=None)
    person = UUID(default=None, index=True)
    closed_at = Timestamptz(default=None)
    opened_at = Timestamptz(default=None, null=True)
    opened_by = UUID(default=None, null=True, help_text="membership")
