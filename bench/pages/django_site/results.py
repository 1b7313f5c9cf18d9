"""Results as Django's models; what a page says of a row is a property here."""

from collections import Counter
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bench.pages.django_site.rows import Row, refers, there
from portal import words
from portal.shown.phrases import paragraphs
from portal.words import Word
from publishing.model import Margin as Allowed
from publishing.model import Range
from publishing.phrasing.model import Code, PlainName
from publishing.phrasing.naming import plain_name

TOLD = (Word.HIGH, Word.LOW, Word.ABNORMAL, Word.SLIGHTLY_HIGH, Word.SLIGHTLY_LOW)
FEW = 2


class Report(Row):
    """A report of a laboratory."""

    patient = refers("Patient", db_column="patient")
    title = models.CharField(max_length=300)
    laboratory = models.CharField(max_length=200)
    taken_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    category = models.CharField(max_length=20)
    confidentiality = models.CharField(max_length=4)
    is_quiet = models.BooleanField()

    Meta = there("report")


class Result(Row):
    """A determination."""

    report = refers("Report", db_column="report")
    patient = refers("Patient", db_column="patient")
    source = models.UUIDField()
    source_key = models.CharField(max_length=300)
    version = models.IntegerField()
    position = models.IntegerField()
    status = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    code_system = models.CharField(max_length=20)
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
    other_episodes = ArrayField(models.UUIDField())
    confidentiality = models.CharField(max_length=4)
    taken_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    Meta = there("result")

    @property
    def range(self) -> Range:
        """The range as the rule for the word reads it."""
        return Range(self.range_low, self.range_high, self.range_text)

    own_name: PlainName | None = None
    margin: Allowed | None = None

    @property
    def plain(self) -> PlainName | None:
        """What it is called for patients."""
        return plain_name(Code(self.code_system, self.code), self.name, self.own_name)


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
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    Meta = there("publication")

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
        """How many values lie outside, by word; all of them where all are normal."""
        found = Counter(words.word(one.result) for one in self.published.all())
        if set(found) == {Word.NORMAL}:
            return [(Word.NORMAL, found[Word.NORMAL])]
        return [(word, found[word]) for word in TOLD if word in found]

    def names(self, language: str) -> str:
        """Name its determinations where they are few."""
        shown = [one.result for one in self.published.all()]
        if len(shown) > FEW:
            return ""
        called = [one.plain.brief(language) for one in shown if one.plain]
        title = self.report.title.casefold()
        return words.listed(
            [name for name in dict.fromkeys(called) if name.casefold() != title], language
        )


class PublishedResult(Row):
    """A determination that a publication shows."""

    publication = refers("Publication", db_column="publication", related_name="published")
    result = refers("Result", db_column="result")

    Meta = there("published_result")


class ReadingPace(Row):
    """How somebody wants to get to see their results of one category."""

    person = refers("Person", db_column="person")
    category = models.CharField(max_length=20)
    pace = models.CharField(max_length=20)
    chosen_at = models.DateTimeField()

    Meta = there("reading_pace")


class Task(Row):
    """The task of a report, and when it was talked about."""

    report = refers("Report", db_column="report")
    discussed_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    Meta = there("task")


class Recall(Row):
    """What was taken back."""

    object_id = models.UUIDField()
    recalled_at = models.DateTimeField()

    Meta = there("recall")


class DeterminationName(Row):
    """What a practice calls a determination."""

    practice = refers("Practice", db_column="practice")
    code_system = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    Meta = there("determination_name")


class Margin(Row):
    """How far beyond a limit is slightly."""

    practice = refers("Practice", db_column="practice")
    code_system = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    unit = models.CharField(max_length=60)
    amount = models.CharField(max_length=20)
    is_on = models.BooleanField()
    ended_at = models.DateTimeField(null=True)

    Meta = there("margin")

    @property
    def allowed(self) -> Allowed:
        """The margin as the rule for the word reads it."""
        return Allowed(Decimal(self.amount), self.unit)
