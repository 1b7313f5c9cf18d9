"""The rows of who may see what: episodes and their flags, requests, releases."""

from piccolo.columns import UUID, Boolean, Date, ForeignKey, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables.common import RESTRICT
from consent.tables.register import Membership, Patient, Person, Source
from consent.tables.representation import Representation


class Episode(Table):
    """One complaint or disease over time; shown to the patient unless somebody hides it."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    title = Varchar(length=500, default=None, secret=True)
    icpc = Varchar(length=10, default="", secret=True)
    is_closed = Boolean(default=False)
    attention = Boolean(default=False, help_text="needs attention also when closed")
    confidentiality = Varchar(length=4, default="")
    started_on = Date(default=None, null=True)
    last_contact_on = Date(default=None, null=True)
    visible_to_patient = Boolean(default=True)
    episode_source_source_key_key = Unique([source, source_key])


class VisibilityChange(Table):
    """Who showed or hid an episode or a thing in a file, for the practice's own account."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    kind = Varchar(length=20, default=None, help_text="what kind of thing was shown or hidden")
    object_id = UUID(default=None)
    visible = Boolean(default=None)
    changed_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    changed_at = Timestamptz(default=None)
    visibility_change_kind_check = Check(
        "kind in ('episode','line','measurement','medication','hypersensitivities','vaccinations')"
    )


class AccessRequest(Table):
    """Somebody asked to see a file."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    reader = ForeignKey(Person, null=False, default=None, on_delete=RESTRICT)
    representation = ForeignKey(Representation, null=True, default=None, on_delete=RESTRICT)
    status = Varchar(length=20, default="submitted")
    asked_at = Timestamptz(default=None)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    decided_rule = Varchar(length=60, default="", help_text="the rule that fired, with its version")
    refusal_reason = Varchar(length=40, default="")
    explanation = Text(default="", secret=True, help_text="what the practice tells the patient")
    note = Text(default="", secret=True, help_text="for colleagues only")
    access_request_status_check = Check(
        "status in ('submitted','approved','refused','left_open','withdrawn','expired')"
    )
    access_request_decided_check = Check(
        "status not in ('approved','refused')"
        " or (decided_at is not null and (decided_by is not null or decided_rule <> ''))"
    )
    access_request_refused_check = Check("status <> 'refused' or refusal_reason <> ''")


class Release(Table):
    """The stored right to look that follows from an approved request."""

    id = UUID(primary_key=True, default=None)
    request = ForeignKey(AccessRequest, null=False, default=None, on_delete=RESTRICT)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    reader = ForeignKey(Person, null=False, default=None, on_delete=RESTRICT)
    representation = ForeignKey(Representation, null=True, default=None, on_delete=RESTRICT)
    status = Varchar(length=20, default="active")
    reason = Varchar(length=40, default="", help_text="why it is ended")
    started_at = Timestamptz(default=None)
    changed_at = Timestamptz(default=None, null=True)
    release_status_check = Check("status in ('active','ended')")
    release_reason_check = Check("status = 'active' or reason <> ''")
