"""The tables of the product as Django's models: people, what was decided, and the journal."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bench.pages.django_site import results  # noqa: F401 - Django looks for all models here
from bench.pages.django_site.rows import Row, refers, there


class Practice(Row):
    """A practice and its agreements."""

    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=40)
    journal = models.BooleanField()
    results = models.BooleanField()
    handling = models.CharField(max_length=20)
    journal_from = models.DateField(null=True)
    under_16 = models.BooleanField()
    names_shown = models.BooleanField()
    parents = models.CharField(max_length=20)
    closed_episodes = models.CharField(max_length=20)
    without_contact = models.BooleanField()
    history_months = models.IntegerField()
    answer_days = models.IntegerField()
    preliminary = ArrayField(models.CharField(max_length=20))
    pending = ArrayField(models.CharField(max_length=20))
    shown_from = models.CharField(max_length=5)
    code_by_mail = models.BooleanField()
    letter_categories = ArrayField(models.CharField(max_length=20), null=True)

    Meta = there("practice")


class Person(Row):
    """A person."""

    given = models.CharField(max_length=300)
    prefix = models.CharField(max_length=100)
    family = models.CharField(max_length=300)
    born = models.CharField(max_length=10)

    Meta = there("person")


class Patient(Row):
    """A person at a practice."""

    person = refers("Person", db_column="person")
    practice = refers("Practice", db_column="practice")
    number = models.CharField(max_length=20)
    ended_at = models.DateTimeField(null=True)

    Meta = there("patient")


class Session(Row):
    """Somebody who is logged in."""

    token_hash = models.BinaryField()
    kind = models.CharField(max_length=20)
    person = refers("Person", db_column="person")
    language = models.CharField(max_length=2)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    Meta = there("session")


class AccessRequest(Row):
    """A request for access."""

    patient = refers("Patient", db_column="patient")
    reader = refers("Person", db_column="reader")
    status = models.CharField(max_length=20)

    Meta = there("access_request")


class Release(Row):
    """A release of a file."""

    patient = refers("Patient", db_column="patient")
    reader = refers("Person", db_column="reader")
    status = models.CharField(max_length=20)
    started_at = models.DateTimeField()

    Meta = there("release")


class Membership(Row):
    """An employee at a practice."""

    function = models.CharField(max_length=40)

    Meta = there("membership")


class Episode(Row):
    """An episode."""

    patient = refers("Patient", db_column="patient")
    title = models.CharField(max_length=500)
    is_closed = models.BooleanField()
    started_on = models.DateField(null=True)
    last_contact_on = models.DateField(null=True)
    visible_to_patient = models.BooleanField()
    confidentiality = models.CharField(max_length=4)
    attention = models.BooleanField()

    Meta = there("episode")


class Contact(Row):
    """A contact."""

    practitioner_role = models.CharField(max_length=100)
    confidentiality = models.CharField(max_length=4)
    kind = models.CharField(max_length=4)
    is_shown = models.BooleanField(null=True)

    Meta = there("contact")


class JournalLine(Row):
    """A line of the journal."""

    patient = refers("Patient", db_column="patient")
    kind = models.CharField(max_length=1)
    body = models.TextField()
    recorded_on = models.DateField(null=True)
    contact = refers("Contact", db_column="contact", null=True)
    episode = refers("Episode", db_column="episode", null=True)
    has_unknown_episode = models.BooleanField()
    other_episodes = ArrayField(models.UUIDField())
    former_episodes = ArrayField(models.UUIDField())
    confidentiality = models.CharField(max_length=4)
    visible_to_patient = models.BooleanField()
    superseded_at = models.DateTimeField(null=True)

    Meta = there("journal_line")

    @property
    def visit(self) -> Any:
        """What lines have in common that stand together."""
        return self.recorded_on, self.contact_id


class AccessEntry(Row):
    """A line of the access log; what is not named here has its default in the database."""

    person = refers("Person", db_column="person", null=True)
    practice = refers("Practice", db_column="practice", null=True)
    event_code = models.CharField(max_length=20)
    action = models.CharField(max_length=1)
    occurred_at = models.DateTimeField()
    event_subtype = models.CharField(max_length=40)
    outcome = models.CharField(max_length=2)
    checks = models.CharField(max_length=200)
    user_id = models.UUIDField(null=True)
    user_kind = models.CharField(max_length=20)
    user_name = models.CharField(max_length=300)
    user_role = models.CharField(max_length=40)
    organisation = models.CharField(max_length=200)
    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField(null=True)
    object_detail = models.CharField(max_length=60)
    authorization_protocol = models.CharField(max_length=60)
    consent_ref = models.UUIDField(null=True)
    request_id = models.CharField(max_length=40)
    salt = models.BinaryField()
    retain_until = models.DateField()

    Meta = there("access_entry")
