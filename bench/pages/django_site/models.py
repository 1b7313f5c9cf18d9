"""The tables of the product as Django's models; what a page says of a row is a property here."""
# ruff: noqa: DJ008 - nobody prints a row

from collections import Counter
from typing import Any

from django.db import models

from portal import words
from portal.shown.phrases import paragraphs
from portal.words import Word
from publishing.model import Range

TOLD = (Word.HIGH, Word.LOW, Word.ABNORMAL)


class Row(models.Model):
    """What all have in common."""

    id = models.UUIDField(primary_key=True)

    class Meta:
        """No table of its own."""

        abstract = True


def refers(to: str, **more: Any) -> Any:
    """Make a reference under the name the column has."""
    return models.ForeignKey(to, models.RESTRICT, **{"related_name": "+", **more})


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

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "practice"


class Person(Row):
    """A person."""

    given = models.CharField(max_length=300)
    prefix = models.CharField(max_length=100)
    family = models.CharField(max_length=300)
    born = models.CharField(max_length=10)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "person"


class Patient(Row):
    """A person at a practice."""

    person = refers("Person", db_column="person")
    practice = refers("Practice", db_column="practice")
    number = models.CharField(max_length=20)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "patient"


class Session(Row):
    """Somebody who is logged in."""

    token_hash = models.BinaryField()
    kind = models.CharField(max_length=20)
    person = refers("Person", db_column="person")
    language = models.CharField(max_length=2)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "session"


class AccessRequest(Row):
    """A request for access."""

    patient = refers("Patient", db_column="patient")
    reader = refers("Person", db_column="reader")
    status = models.CharField(max_length=20)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "access_request"


class Release(Row):
    """A release of a file."""

    patient = refers("Patient", db_column="patient")
    reader = refers("Person", db_column="reader")
    status = models.CharField(max_length=20)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "release"


class Membership(Row):
    """An employee at a practice."""

    function = models.CharField(max_length=40)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "membership"


class Episode(Row):
    """An episode."""

    patient = refers("Patient", db_column="patient")
    title = models.CharField(max_length=500)
    is_closed = models.BooleanField()
    started_on = models.DateField(null=True)
    last_contact_on = models.DateField(null=True)
    visible_to_patient = models.BooleanField()

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "episode"


class Contact(Row):
    """A contact."""

    practitioner_role = models.CharField(max_length=100)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "contact"


class JournalLine(Row):
    """A line of the journal."""

    patient = refers("Patient", db_column="patient")
    kind = models.CharField(max_length=1)
    body = models.TextField()
    recorded_on = models.DateField(null=True)
    contact = refers("Contact", db_column="contact", null=True)
    episode = refers("Episode", db_column="episode", null=True)
    has_unknown_episode = models.BooleanField()
    visible_to_patient = models.BooleanField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "journal_line"

    @property
    def visit(self) -> Any:
        """What lines have in common that stand together."""
        return self.recorded_on, self.contact_id


class Report(Row):
    """A report of a laboratory."""

    title = models.CharField(max_length=300)
    laboratory = models.CharField(max_length=200)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "report"


class Result(Row):
    """A determination."""

    report = refers("Report", db_column="report")
    position = models.IntegerField()
    status = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    comparator = models.CharField(max_length=2)
    value = models.CharField(max_length=60)
    unit = models.CharField(max_length=60)
    value_text = models.TextField()
    range_low = models.CharField(max_length=60)
    range_high = models.CharField(max_length=60)
    range_text = models.CharField(max_length=300)
    lab_flag = models.CharField(max_length=20, db_column="flag")
    flag_text = models.CharField(max_length=300)
    remark = models.TextField()
    episode = refers("Episode", db_column="episode", null=True)
    has_unknown_episode = models.BooleanField()
    taken_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "result"

    @property
    def range(self) -> Range:
        """The range as the rule for the word reads it."""
        return Range(self.range_low, self.range_high, self.range_text)


class Publication(Row):
    """What a clinician did with a report."""

    report = refers("Report", db_column="report")
    patient = refers("Patient", db_column="patient")
    act = models.CharField(max_length=20)
    conclusion = models.TextField()
    meaning = models.TextField()
    what_to_do = models.TextField()
    visible_from = models.DateTimeField(null=True)
    invite_within = models.CharField(max_length=20)
    acted_by = refers("Membership", db_column="acted_by")
    acted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "publication"

    @property
    def month(self) -> Any:
        """The month below which it stands."""
        return words.local_day(self.shown_at).replace(day=1)

    @property
    def first(self) -> str:
        """The first paragraph of the conclusion."""
        return "".join(paragraphs(self.conclusion)[:1])

    @property
    def told(self) -> list[tuple[Word, int]]:
        """How many values lie outside, by word."""
        found = Counter(words.word(one.result) for one in self.published.all())
        return [(word, found[word]) for word in TOLD if word in found]


class PublishedResult(Row):
    """A determination that a publication shows."""

    publication = refers("Publication", db_column="publication", related_name="published")
    result = refers("Result", db_column="result")

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "published_result"


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

    class Meta:
        """The table is there already."""

        managed = False
        db_table = "access_entry"
