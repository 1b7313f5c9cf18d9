"""The rows of what arrived: messages, their items, and what refers to what."""

from piccolo.columns import UUID, Boolean, Bytea, ForeignKey, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables import Patient, Source
from consent.tables.common import RESTRICT


class IntakeMessage(Table):
    """What came in, as it came in: sealed bytes, committed before anything is read."""

    id = UUID(primary_key=True, default=None)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    received_at = Timestamptz(default=None)
    content_type = Varchar(length=100, default="")
    sha256 = Bytea(default=None)
    body_sealed = Bytea(default=None, secret=True)
    stated_patient = ForeignKey(Patient, null=True, default=None, on_delete=RESTRICT)
    stated_by = Varchar(length=200, default="", help_text="who stated whose file this is")
    stated_how = Text(default="", secret=True, help_text="how they know whose file this is")
    unreadable = Varchar(length=40, default="", help_text="reason code when nothing could be read")
    note = Varchar(length=40, default="", help_text="what was odd about a message that was read")
    settled_at = Timestamptz(default=None, null=True, help_text="an unreadable one: dealt with")
    filed_at = Timestamptz(default=None, null=True, help_text="when all of it had an end")


class IntakeItem(Table):
    """One resource of a message and how it ended; nothing is without an end."""

    id = UUID(primary_key=True, default=None)
    message = ForeignKey(IntakeMessage, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    path = Varchar(length=300, default=None)
    kind = Varchar(length=60, default=None, help_text="resource type")
    item_key = Varchar(length=300, default="", index=True)
    outcome = Varchar(length=20, default=None)
    is_kept = Boolean(default=False, help_text="accepted, of a kind that has no page")
    patient = ForeignKey(Patient, null=True, default=None, on_delete=RESTRICT)
    reason = Varchar(length=60, default="")
    fault_path = Varchar(length=300, default="")
    body_sealed = Bytea(default=None, null=True, secret=True)
    content_hash = Bytea(default=None)
    settled_at = Timestamptz(default=None, null=True, help_text="one put aside: dealt with since")
    intake_item_outcome_check = Check("outcome in ('accepted','duplicate','quarantined')")
    intake_item_reason_check = Check("outcome <> 'quarantined' or reason <> ''")


class IntakeAlias(Table):
    """Another name by which a source refers to a thing: a second identifier, or type/id."""

    id = UUID(primary_key=True, default=None)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    kind = Varchar(length=60, default=None, help_text="resource type")
    alias = Varchar(length=300, default=None)
    item_key = Varchar(length=300, default=None)
    intake_alias_source_kind_alias_key = Unique([source, kind, alias])


class IntakeLink(Table):
    """What refers to what in one file, as stated: either side may come first."""

    id = UUID(primary_key=True, default=None)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    from_kind = Varchar(length=20, default=None, help_text="line, result, letter, contact, report")
    from_key = Varchar(length=300, default=None)
    to_kind = Varchar(length=20, default=None, help_text="episode, contact, result")
    to_key = Varchar(length=300, default=None)
    intake_link_from_to_key = Unique([patient, source, from_kind, from_key, to_kind, to_key])
