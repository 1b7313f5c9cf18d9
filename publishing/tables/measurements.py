"""The rows of what was measured in contacts: blood pressure, weight and the like."""

from piccolo.columns import (
    UUID,
    Array,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from consent.tables import Episode, Patient, Source
from consent.tables.common import RESTRICT
from publishing.tables.journal import Contact


class Measurement(Table):
    """
    One number or answer in one version, its numbers as the practice wrote them.

    What one resource measured together (the two numbers of a blood pressure) has one key.
    """

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    content_hash = Bytea(default=None)
    position = Integer(default=0)
    topic = Varchar(length=60, default=None, help_text="what stands on one page together")
    series = Varchar(length=60, default=None, help_text="what makes one line of a drawing")
    code = Varchar(length=40, default="")
    code_system = Varchar(length=20, default="", help_text="nhg45 or loinc")
    name = Varchar(length=300, default=None, secret=True)
    comparator = Varchar(length=2, default="")
    value = Varchar(length=60, default="", secret=True, help_text="decimal as written")
    unit = Varchar(length=60, default="")
    value_text = Text(default="", secret=True, help_text="text or coded answer instead of a number")
    range_low = Varchar(length=60, default="")
    range_high = Varchar(length=60, default="")
    range_text = Varchar(length=300, default="")
    flag = Varchar(length=20, default="", help_text="the sender's own: L H LL HH A N")
    remark = Text(default="", secret=True)
    taken_at = Timestamptz(default=None)
    contact = ForeignKey(Contact, null=True, default=None, on_delete=RESTRICT)
    episode = ForeignKey(Episode, null=True, default=None, on_delete=RESTRICT)
    has_unknown_episode = Boolean(default=False)
    other_episodes = Array(base_column=UUID(default=None), default=list)
    confidentiality = Varchar(length=4, default="")
    visible_to_patient = Boolean(default=True)
    superseded_at = Timestamptz(default=None, null=True)
