"""The rows of logging in: who is logged in and who is on the way. Tokens are there as hashes."""

from piccolo.columns import UUID, Array, Boolean, Bytea, Integer, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class Session(Table):
    """
    Somebody who is logged in; an ended one is removed.

    `person` is null for a patient who is enrolled nowhere; `membership` for every patient, and for
    an employee who has not chosen yet out of `memberships`, those that they logged in for.
    `subject` is whom a person acts for now, null for themselves; `stated` is whom the login itself
    said that they may act for.
    """

    id = UUID(primary_key=True, default=None)
    token_hash = Bytea(default=None, secret=True)
    kind = Varchar(length=20, default=None)
    person = UUID(default=None, null=True)
    membership = UUID(default=None, null=True)
    memberships = Array(base_column=UUID(default=None), default=list)
    subject = UUID(default=None, null=True)
    stated = UUID(default=None, null=True)
    device = Varchar(length=40, default="", help_text="kind of browser and machine, no more")
    level = Integer(default=0, help_text="DigiD number of the level of assurance")
    language = Varchar(length=2, default="nl")
    proved = Boolean(default=False, help_text="the login was no memory of an earlier one")
    started_at = Timestamptz(default=None)
    last_seen_at = Timestamptz(default=None)
    session_token_hash_key = Unique([token_hash])
    session_kind_check = Check("kind in ('patient','employee')")
    session_subject_check = Check("subject is null or (person is not null and subject <> person)")


class PendingLogin(Table):
    """A login that went to the provider and has not come back; taken once, whatever comes of it."""

    id = UUID(primary_key=True, default=None)
    state_hash = Bytea(default=None, secret=True)
    browser_hash = Bytea(default=None, secret=True)
    client = Varchar(length=20, default=None, help_text="patient or employee")
    nonce = Varchar(length=100, default=None, secret=True)
    verifier = Varchar(length=200, default=None, secret=True)
    issuer = Text(default=None)
    next_path = Varchar(length=300, default="")
    from_key = Bytea(
        default=None, null=True, secret=True, index=True, help_text="keyed hash of the address"
    )
    anew = Boolean(default=False, help_text="proof is asked for, also from who is logged in")
    started_at = Timestamptz(default=None)
    pending_login_state_hash_key = Unique([state_hash])
