"""The rows of post: what is to be sent, to which sealed addresses, and what was told already."""

from piccolo.columns import (
    UUID,
    Boolean,
    Bytea,
    Integer,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table


class PostMessage(Table):
    """
    One message to one recipient, at most one per kind and subject.

    What it says and to which address is sealed, and removed once it has been sent and can no
    longer come back.
    """

    id = UUID(primary_key=True, default=None)
    kind = Varchar(length=40, default=None)
    subject = Varchar(length=100, default=None, help_text="what it is about: an id, no data")
    practice = UUID(default=None, null=True, help_text="who sees whether it arrived")
    person = UUID(default=None, null=True)
    employee = UUID(default=None, null=True)
    language = Varchar(length=2, default="nl")
    address_sealed = Bytea(default=None, null=True, secret=True)
    words_sealed = Bytea(default=None, null=True, secret=True)
    status = Varchar(length=20, default="waiting")
    fault = Varchar(length=60, default="", help_text="code of the last failure")
    attempts = Integer(default=0)
    written_at = Timestamptz(default=None)
    next_try_at = Timestamptz(default=None)
    ends_at = Timestamptz(default=None, null=True, help_text="not sent from then on")
    taken_by = UUID(default=None, null=True, help_text="the round that is sending it")
    taken_until = Timestamptz(default=None, null=True)
    done_at = Timestamptz(default=None, null=True)
    post_message_kind_subject_key = Unique([kind, subject])
    post_message_status_check = Check(
        "status in ('waiting','unsure','sent','failed','paper','ended')"
    )


class PostAddress(Table):
    """A mail address that somebody gave; in use from `verified_at` until `ended_at`."""

    id = UUID(primary_key=True, default=None)
    person = UUID(default=None, null=True, index=True)
    employee = UUID(default=None, null=True, index=True)
    address_sealed = Bytea(default=None, secret=True)
    given_at = Timestamptz(default=None)
    verified_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    post_address_owner_check = Check("(person is null) <> (employee is null)")


class PostChoice(Table):
    """Whether somebody wants messages of a kind; without a row the usual answer holds."""

    id = UUID(primary_key=True, default=None)
    owner = UUID(default=None, help_text="a person or an employee")
    kind = Varchar(length=40, default=None)
    wanted = Boolean(default=None)
    chosen_at = Timestamptz(default=None)
    post_choice_owner_kind_key = Unique([owner, kind])


class PostTold(Table):
    """A thing whose arrival a person has been told of; once, whatever became of the message."""

    id = UUID(primary_key=True, default=None)
    person = UUID(default=None)
    thing = UUID(default=None)
    told_at = Timestamptz(default=None)
    post_told_person_thing_key = Unique([person, thing])


class PostDevice(Table):
    """A browser with which somebody logged in before, by the hash of its cookie."""

    id = UUID(primary_key=True, default=None)
    owner = UUID(default=None, help_text="a person or an employee")
    device_hash = Bytea(default=None, secret=True)
    first_seen_at = Timestamptz(default=None)
    post_device_owner_device_hash_key = Unique([owner, device_hash])
