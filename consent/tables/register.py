"""The rows of who is who: practices, people, files, employees, sources."""

from piccolo.columns import (
    UUID,
    Array,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables.common import RESTRICT


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
    closed_episodes = Varchar(length=20, default="attention")
    without_contact = Boolean(default=False, help_text="E and P of desk work are shown")
    history_months = Integer(default=14)
    answer_days = Integer(default=7, help_text="so soon results are answered")
    preliminary = Array(base_column=Varchar(length=20, default=None), default=list)
    pending = Array(base_column=Varchar(length=20, default=None), default=list)
    shown_from = Varchar(length=5, default="", help_text="local HH:MM; empty: at once")
    under_16 = Boolean(default=False)
    names_shown = Boolean(default=False)
    parents = Varchar(length=20, default="off", help_text="off, under_12 or under_16")
    code_by_mail = Boolean(default=False)
    fallback_manager = Varchar(length=200, default="", help_text="steps in for the only manager")
    letter_categories = Array(
        base_column=Varchar(length=20, default=""),
        default=None,
        null=True,
        help_text="sorts of letters that patients see; null: nobody chose",
    )
    practice_ura_key = Unique([ura])
    practice_letter_categories_check = Check("not 'epd_transfer' = any(letter_categories)")


class Person(Table):
    """A person, found by the keyed hash of the BSN alone; `family` is the surname as used."""

    id = UUID(primary_key=True, default=None)
    bsn_key = Bytea(default=None, null=True, secret=True, help_text="keyed hash of the BSN")
    bsn_sealed = Bytea(default=None, null=True, secret=True, help_text="sealed BSN")
    given = Varchar(length=300, default="", secret=True)
    prefix = Varchar(length=100, default="", secret=True)
    family = Varchar(length=500, default=None, secret=True)
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
    log_since = Timestamptz(default=None, null=True, help_text="sends its own log since; or never")
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
