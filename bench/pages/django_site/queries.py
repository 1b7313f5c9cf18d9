"""The same questions in Django's ORM, with the same conditions of visibility."""

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    DateField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from bench.pages.django_site.models import AccessRequest, Episode, JournalLine, Patient, Release
from bench.pages.django_site.results import (
    DeterminationName,
    Margin,
    Publication,
    PublishedResult,
    ReadingPace,
    Recall,
    Report,
    Result,
    Task,
)
from consent.model import ClosedEpisodes, Grant, Section
from publishing.phrasing.model import PlainName
from publishing.reading import LINES_PAGE, PAGE
from publishing.visibility.window import first_day

EARLIEST = Value(date.min, output_field=DateField())
CURRENT = Q(superseded_at=None) & ~Q(status="withdrawn")
KINDS = ("", "01", "02", "03", "04", "05", "06", "12")
CAME = ("received", "saved")
MOST_TO_COME = 50


def files_of(person: Any) -> list[Any]:
    """Give every file of a person with what the decision needs."""
    released = Release.objects.filter(
        patient=OuterRef("pk"), reader=OuterRef("person"), status="active"
    )
    asked = AccessRequest.objects.filter(
        patient=OuterRef("pk"), reader=OuterRef("person"), status__in=("submitted", "left_open")
    )
    return list(
        Patient.objects.filter(person=person, ended_at=None)
        .select_related("person", "practice")
        .annotate(
            release=Subquery(released.values("id")[:1]),
            release_status=Subquery(released.values("status")[:1]),
            released_at=Subquery(released.values("started_at")[:1]),
            open_request=Exists(asked),
        )
        .order_by("practice__name", "id")
    )


def publications(grants: list[Grant], at: datetime) -> list[Any]:
    """Give a page of what is published, with its results."""
    found = list(
        _published(grants, at)
        .filter(Q(opened_at__isnull=False) | ~Exists(_wanted()))
        .order_by("-shown_at", "-report_id")[:PAGE]
    )
    _name(grants, [one.result for act in found for one in act.published.all()])
    return found


def kept_back(grants: list[Grant], at: datetime) -> list[Any]:
    """Give what is published and waits as the patient wants, the latest first."""
    return list(
        _published(grants, at)
        .filter(Exists(_wanted()), opened_at=None)
        .annotate(wish=Subquery(_wanted().values("pace")[:1]))
        .order_by("-shown_at", "-report_id")[:MOST_TO_COME]
    )


def to_come(grants: list[Grant], at: datetime) -> list[Any]:
    """Give the reports that were corrected and wait for a look, and those on their way."""
    told = reduce(or_, (_told_of(grant) for grant in grants), Q(pk=None))
    values = Result.objects.filter(CURRENT, report=OuterRef("pk"))
    secret = Q(has_unknown_episode=True) | Q(confidentiality="V") | _in_shut()
    shown = Publication.objects.filter(report=OuterRef("pk"), ended_at=None)
    visible = Exists(PublishedResult.objects.filter(_current("result"), publication=OuterRef("pk")))
    taken_back = Recall.objects.filter(
        object_id=OuterRef("pk"), recalled_at__gte=OuterRef("corrected_at")
    )
    return list(
        Report.objects.filter(patient__in=_files(grants, Section.RESULTS), state__in=CAME)
        .exclude(confidentiality="V")
        .exclude(Exists(Result.objects.filter(secret, report=OuterRef("pk"))))
        .exclude(Exists(shown.filter(Q(act="invite") | Q(visible_from__lte=at) & visible)))
        .annotate(
            corrected_at=Subquery(_corrected(OuterRef("pk"))),
            has_values=Exists(values),
            is_final=Exists(values.exclude(status__in=("pending", "preliminary"))),
        )
        .filter(told)
        .exclude(Exists(taken_back))
        .select_related("patient__practice")
        .order_by(F("corrected_at").desc(nulls_last=True), "-received_at", "-id")[:MOST_TO_COME]
    )


def episodes(grants: list[Grant]) -> list[Any]:
    """Give a page of episodes."""
    shown = [
        Q(patient=grant.patient) & _closed(grant)
        for grant in grants
        if Section.JOURNAL in grant.sections
    ]
    return list(
        Episode.objects.filter(reduce(or_, shown, Q(pk=None)), visible_to_patient=True)
        .exclude(confidentiality="V")
        .select_related("patient__practice")
        .order_by(Coalesce("last_contact_on", EARLIEST).desc(), "-id")[:PAGE]
    )


def loose_lines(grants: list[Grant]) -> list[Any]:
    """Give a page of lines without an episode."""
    shown = [
        Q(patient=grant.patient, recorded_on__gte=grant.journal_from) & _contact(grant)
        for grant in grants
        if Section.JOURNAL in grant.sections
    ]
    hidden = ArraySubquery(_shut().values("id"))
    return list(
        JournalLine.objects.filter(reduce(or_, shown, Q(pk=None)), episode=None)
        .filter(kind__in=("E", "P"), visible_to_patient=True, superseded_at=None)
        .filter(has_unknown_episode=False)
        .exclude(confidentiality="V")
        .exclude(Q(other_episodes__overlap=hidden) | Q(former_episodes__overlap=hidden))
        .select_related("contact")
        .order_by(F("recorded_on").desc(), "-id")[:LINES_PAGE]
    )


def _published(grants: list[Grant], at: datetime) -> Any:
    values = PublishedResult.objects.filter(_current("result"))
    counted = Q(superseded_at=None) | Q(superseded_at__gt=OuterRef("acted_at"))
    secret = Q(has_unknown_episode=True) | Q(confidentiality="V") | _in_shut()
    hidden = Result.objects.filter(counted & secret, report=OuterRef("report"))
    shown = Q(visible_from__lte=at) & Exists(values.filter(publication=OuterRef("pk")))
    ordered = values.select_related("result").order_by("result__position", "result__id")
    return (
        Publication.objects.filter(patient__in=_files(grants, Section.RESULTS), ended_at=None)
        .filter(Q(act="invite") | shown)
        .exclude(report__confidentiality="V")
        .exclude(Exists(hidden))
        .select_related("report", "acted_by", "patient__practice")
        .annotate(shown_at=Coalesce("visible_from", "acted_at"))
        .prefetch_related(Prefetch("published", ordered))
    )


def _wanted() -> Any:
    changed = Result.objects.filter(
        report=OuterRef("report"), superseded_at__date__gt=OuterRef("discussed_on")
    )
    talked = Task.objects.filter(
        ~Exists(changed), report=OuterRef(OuterRef("report")), ended_at=None
    ).filter(discussed_on__isnull=False)
    return ReadingPace.objects.filter(
        Q(pace="warn") | Q(pace="after_talk") & ~Exists(talked),
        person=OuterRef("patient__person"),
        category=OuterRef("report__category"),
        chosen_at__lte=OuterRef("visible_from"),
    )


def _corrected(report: Any) -> Any:
    seen = PublishedResult.objects.filter(
        result=OuterRef("pk"), publication__visible_from__lt=OuterRef("superseded_at")
    )
    now = Result.objects.filter(
        CURRENT,
        patient=OuterRef("patient"),
        source=OuterRef("source"),
        source_key=OuterRef("source_key"),
    )
    return (
        Result.objects.filter(report=report, superseded_at__isnull=False)
        .filter(Exists(seen), Exists(now), status__in=("final", "corrected"))
        .order_by("-superseded_at")
        .values("superseded_at")[:1]
    )


def _told_of(grant: Grant) -> Q:
    since, released = first_day(grant), grant.released_at or grant.at
    on_its_way = Q(category__in=grant.agreements.pending, is_quiet=False, corrected_at=None)
    recent = Q(received_at__gte=released) | Q(taken_at__date__gte=since)
    held = Q(status__in=("pending", "preliminary")) | Q(has_values=True)
    coming = on_its_way & recent & held & ~Q(status="withdrawn")
    return Q(patient=grant.patient) & (Q(corrected_at__gt=released) | coming)


def _name(grants: list[Grant], results: list[Any]) -> None:
    practices = {grant.practice for grant in grants}
    names = DeterminationName.objects.filter(practice__in=practices).order_by("id")
    called = {(one.code_system, one.code): PlainName(one.name_nl, one.name_en) for one in names}
    margins = Margin.objects.filter(practice__in=practices, ended_at=None, is_on=True)
    allowed = {(one.code_system, one.code): one.allowed for one in margins}
    for one in results:
        one.own_name = called.get((one.code_system, one.code))
        one.margin = allowed.get((one.code_system, one.code))


def _closed(grant: Grant) -> Q:
    # The third choice, those with notes, is not measured.
    is_all = grant.agreements.closed_episodes is ClosedEpisodes.ALL
    return Q() if is_all else Q(is_closed=False) | Q(attention=True)


def _contact(grant: Grant) -> Q:
    usual = Q() if grant.agreements.without_contact else Q(contact__kind__in=KINDS)
    told = Q(contact__is_shown=True) | (Q(contact__is_shown=None) & usual)
    return Q(contact=None) | (told & ~Q(contact__confidentiality="V"))


def _current(of: str) -> Q:
    return Q(**{f"{of}__superseded_at": None}) & ~Q(**{f"{of}__status": "withdrawn"})


def _shut() -> Any:
    hidden = Q(visible_to_patient=False) | Q(confidentiality="V")
    return Episode.objects.filter(hidden, patient=OuterRef("patient"))


def _in_shut() -> Q:
    hidden = ArraySubquery(_shut().values("id"))
    own = Q(episode__visible_to_patient=False) | Q(episode__confidentiality="V")
    return own | Q(other_episodes__overlap=hidden)


def _files(grants: list[Grant], section: Section) -> list[Any]:
    return [grant.patient for grant in grants if section in grant.sections]
