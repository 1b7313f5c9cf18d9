"""The rows of consent: shapes only, every default stated, every reference restricting."""

from piccolo.columns import (
    UUID,
    Array,
    BigInt,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

RESTRICT = OnDelete.restrict


class Practice(Table):
    """A practice and its working agreements; the strict side holds until somebody chooses."""

    id = UUID(primary_key=True, default=None)
    name = Varchar(length=200, default=None)
    phone = Varchar(length=40, default="")
    agb = Varchar(length=8, default=None, null=True)
    ura = Varchar(length=8, default=None, null=True)
    journal = Boolean(default=False)
    results = Boolean(default=False)
    handling = Varchar(length=20, default="manual")
    journal_from = Date(default=None, null=True)
    under_16 = Boolean(default=False)
    names_shown = Boolean(default=False)
    fallback_manager = Varchar(length=200, default="", help_text="steps in for the only manager")
    practice_ura_key = Unique([ura])


class Person(Table):
    """A person, found by the keyed hash of the BSN alone; `family` is the surname as used."""

    id = UUID(primary_key=True, default=None)
    bsn_key = Bytea(default=None, null=True, secret=True, help_text="keyed hash of the BSN")
    bsn_sealed = Bytea(default=None, null=True, secret=True, help_text="sealed BSN")
    given = Varchar(length=300, default="", secret=True)
    prefix = Varchar(length=100, default="", secret=True)
    family = Varchar(length=300, default=None, secret=True)
    own_prefix = Varchar(length=100, default="", secret=True)
    own_family = Varchar(length=300, default="", secret=True, help_text="empty: as it is used")
    partner_prefix = Varchar(length=100, default="", secret=True)
    partner_family = Varchar(length=300, default="", secret=True)
    name_use = Varchar(length=20, default="own")
    born = Varchar(length=10, default="", secret=True, help_text="YYYY[-MM[-DD]], empty: unknown")
    no_bsn_reason = Varchar(length=20, default="")
    died_on = Date(default=None, null=True, secret=True)
    merged_into = ForeignKey("self", null=True, default=None, on_delete=RESTRICT, index=True)
    language = Varchar(length=2, default="nl")
    person_name_use_check = Check("name_use in ('own','partner','partner_own','own_partner')")
    person_bsn_key_key = Unique([bsn_key])


class Patient(Table):
    """One person enrolled at one practice: one file."""

    id = UUID(primary_key=True, default=None)
    person = ForeignKey(Person, null=False, default=None, on_delete=RESTRICT)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT)
    number = Varchar(length=20, default=None, secret=True, help_text="dossier number")
    enrolled_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None, null=True)
    ended_reason = Varchar(length=20, default="")
    patient_person_practice_key = Unique([person, practice])
    patient_practice_number_key = Unique([practice, number])


class Employee(Table):
    """A person who works at practices, found by the number their provider states, if any."""

    id = UUID(primary_key=True, default=None)
    uzi_id = Varchar(length=40, default=None, null=True)
    name = Varchar(length=300, default=None)
    language = Varchar(length=2, default="nl")
    employee_uzi_id_key = Unique([uzi_id])


class Membership(Table):
    """What an employee is and may do at one practice, and during which time."""

    id = UUID(primary_key=True, default=None)
    employee = ForeignKey(Employee, null=False, default=None, on_delete=RESTRICT)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT)
    function = Varchar(length=40, default=None)
    agb = Varchar(length=8, default=None, null=True)
    door = Varchar(length=20, default="provider", help_text="with which login they come here")
    rights = Array(base_column=Varchar(length=40, default=""), default=list)
    started_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None, null=True)
    membership_employee_practice_key = Unique([employee, practice])
    membership_door_check = Check("door in ('provider','account')")


class MembershipChange(Table):
    """Who changed what of a membership, for the practice's own account."""

    id = UUID(primary_key=True, default=None)
    membership = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT, index=True)
    what = Varchar(length=40, default=None, help_text="give, take, function, agb, add, leave")
    value = Varchar(length=60, default="", help_text="the right, or what it became")
    changed_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    changed_at = Timestamptz(default=None)


class Source(Table):
    """A system that may deliver data for one practice; its credential is kept as a hash."""

    id = UUID(primary_key=True, default=None)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT)
    name = Varchar(length=80, default=None)
    kind = Varchar(length=40, default=None, help_text="practice_system or laboratory")
    credential_hash = Bytea(default=None, null=True, secret=True)
    ended_at = Timestamptz(default=None, null=True)
    source_name_key = Unique([name])
    source_credential_hash_key = Unique([credential_hash])


class AgreementChange(Table):
    """Who set which working agreement, when, and to what."""

    id = UUID(primary_key=True, default=None)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT)
    agreement = Varchar(length=40, default=None)
    value = Varchar(length=40, default=None)
    changed_by = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    changed_at = Timestamptz(default=None)


class Episode(Table):
    """One complaint or disease over time; shown to the patient unless somebody hides it."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    title = Varchar(length=500, default=None, secret=True)
    icpc = Varchar(length=10, default="", secret=True)
    is_closed = Boolean(default=False)
    started_on = Date(default=None, null=True)
    last_contact_on = Date(default=None, null=True)
    visible_to_patient = Boolean(default=True)
    episode_source_source_key_key = Unique([source, source_key])


class VisibilityChange(Table):
    """Who showed or hid an episode or a journal line, for the practice's own account."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    kind = Varchar(length=20, default=None, help_text="episode or line")
    object_id = UUID(default=None)
    visible = Boolean(default=None)
    changed_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    changed_at = Timestamptz(default=None)
    visibility_change_kind_check = Check("kind in ('episode','line')")


class AccessRequest(Table):
    """Somebody asked to see a file."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    reader = ForeignKey(Person, null=False, default=None, on_delete=RESTRICT)
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
    status = Varchar(length=20, default="active")
    reason = Varchar(length=40, default="", help_text="why it is suspended or ended")
    started_at = Timestamptz(default=None)
    changed_at = Timestamptz(default=None, null=True)
    release_status_check = Check("status in ('active','suspended','ended')")
    release_reason_check = Check("status = 'active' or reason <> ''")


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
    user_name = Varchar(length=300, default="", secret=True)
    user_role = Varchar(length=40, default=None)
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
