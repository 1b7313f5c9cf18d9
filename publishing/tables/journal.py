"""The rows of contacts and what was written in them."""

from piccolo.columns import (
    UUID,
    Array,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables import Episode, Patient, Source
from consent.tables.common import RESTRICT


class Contact(Table):
    """A visit, call or note in the practice's journal."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    kind = Varchar(length=20, default="", help_text="NHG table 14")
    held_on = Date(default=None, null=True)
    practitioner_role = Varchar(length=100, default="")
    practitioner_name = Varchar(length=300, default="", secret=True)
    confidentiality = Varchar(length=4, default="")
    is_shown = Boolean(default=None, null=True, help_text="the practice's say; null: by its kind")
    contact_patient_source_source_key_key = Unique([patient, source, source_key])


class JournalLine(Table):
    """One S, O, E or P line of the journal. Only E and P can ever be shown."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    content_hash = Bytea(default=None)
    kind = Varchar(length=1, default=None)
    body = Text(default=None, secret=True)
    icpc = Varchar(length=10, default="", secret=True)
    recorded_on = Date(default=None, null=True, help_text="null: not stated, so never shown")
    contact = ForeignKey(Contact, null=True, default=None, on_delete=RESTRICT)
    episode = ForeignKey(Episode, null=True, default=None, on_delete=RESTRICT)
    has_unknown_episode = Boolean(default=False, help_text="refers to what we do not have")
    other_episodes = Array(base_column=UUID(default=None), default=list)
    former_episodes = Array(
        base_column=UUID(default=None), default=list, help_text="it was moved out of these"
    )
    confidentiality = Varchar(length=4, default="")
    visible_to_patient = Boolean(default=True)
    superseded_at = Timestamptz(default=None, null=True)
    journal_line_kind_check = Check("kind in ('S','O','E','P')")
