"""The rows of the access log: appended, numbered, never changed."""

from piccolo.columns import (
    UUID,
    BigInt,
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

from consent.tables.common import RESTRICT
from consent.tables.register import Person, Practice, Source


class AccessEntry(Table):
    """One line of the access log: one event, one person, never changed. Source: NEN 7513:2018."""

    id = UUID(primary_key=True, default=None)
    person = ForeignKey(Person, null=True, default=None, on_delete=RESTRICT)
    practice = ForeignKey(Practice, null=True, default=None, on_delete=RESTRICT)
    event_code = Varchar(length=20, default=None)
    action = Varchar(length=1, default=None, help_text="C R U D or E")
    occurred_at = Timestamptz(default=None)
    event_subtype = Varchar(length=40, default=None, help_text="thing.verb")
    outcome = Varchar(length=2, default="0", help_text="0 success, 8 refused")
    checks = Varchar(length=200, default="", help_text="the reason of a refusal")
    user_id = UUID(default=None, null=True, help_text="person, membership or source; never a BSN")
    user_kind = Varchar(length=20, default=None)
    user_name = Varchar(length=900, default="", secret=True)
    user_role = Varchar(length=100, default=None, help_text="a code of ours, or words as sent")
    organisation = Varchar(length=200, default="")
    is_initiator = Boolean(default=True)
    responsible_id = UUID(default=None, null=True)
    responsible_role = Varchar(length=40, default="")
    access_point = Varchar(length=40, default="portal")
    object_type = Varchar(length=40, default=None)
    object_class = Varchar(length=2, default="4", help_text="1 patient, 3 report, 4 resource")
    object_id = UUID(default=None, null=True)
    object_detail = Varchar(length=60, default="", help_text="section, or the agreement changed")
    authorization_protocol = Varchar(length=60, default="online-inzage/1")
    consent_ref = UUID(default=None, null=True, help_text="the release this look rests on")
    break_glass = Boolean(default=False)
    reason_text = Text(default="", secret=True)
    source_id = Varchar(length=40, default="online-inzage")
    source_type = Varchar(length=2, default="4")
    origin = ForeignKey(Source, null=True, default=None, on_delete=RESTRICT)
    origin_key = Varchar(length=300, default="", help_text="its number at another system")
    request_id = Varchar(length=40, default="")
    salt = Bytea(default=None, secret=True)
    retain_until = Date(default=None)
    access_entry_action_check = Check("action in ('C','R','U','D','E')")


class AccessNumber(Table):
    """The fixed number of a line in its person's own list, given once, 1 for the oldest."""

    entry = ForeignKey(AccessEntry, null=False, default=None, on_delete=RESTRICT, primary_key=True)
    person = ForeignKey(Person, null=False, default=None, on_delete=RESTRICT)
    number = BigInt(default=None)
    access_number_person_number_key = Unique([person, number])
