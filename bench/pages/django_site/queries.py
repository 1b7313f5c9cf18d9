"""The same questions in Django's ORM, with the same conditions of visibility."""

from datetime import date, datetime
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from bench.pages.django_site.models import (
    AccessRequest,
    Episode,
    JournalLine,
    Patient,
    Publication,
    PublishedResult,
    Release,
    Result,
)
from consent.model import Grant, Section
from publishing.reading import LINES_PAGE, PAGE

EARLIEST = Value(date.min, output_field=DateField())


def files_of(person: Any) -> list[Any]:
    """Give every file of a person with what the decision needs."""
    released = Release.objects.filter(
        patient=OuterRef("pk"), reader=OuterRef("person"), status__in=("active", "suspended")
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
            open_request=Exists(asked),
        )
        .order_by("practice__name", "id")
    )


def publications(grants: list[Grant], at: datetime) -> list[Any]:
    """Give a page of what is published, with its results."""
    current = Q(result__superseded_at=None) & ~Q(result__status="withdrawn")
    values = PublishedResult.objects.filter(current)
    hidden = Result.objects.filter(report=OuterRef("report"), superseded_at=None).filter(
        Q(has_unknown_episode=True) | Q(episode__visible_to_patient=False)
    )
    shown = Q(visible_from__lte=at) & Exists(values.filter(publication=OuterRef("pk")))
    ordered = values.select_related("result").order_by("result__position", "result__id")
    return list(
        Publication.objects.filter(patient__in=_files(grants, Section.RESULTS), ended_at=None)
        .filter(Q(act="invite") | shown)
        .exclude(Exists(hidden))
        .select_related("report", "acted_by", "patient__practice")
        .annotate(shown_at=Coalesce("visible_from", "acted_at"))
        .order_by("-shown_at", "-report_id")
        .prefetch_related(Prefetch("published", ordered))[:PAGE]
    )


def episodes(grants: list[Grant]) -> list[Any]:
    """Give a page of episodes."""
    return list(
        Episode.objects.filter(patient__in=_files(grants, Section.JOURNAL), visible_to_patient=True)
        .select_related("patient__practice")
        .order_by(Coalesce("last_contact_on", EARLIEST).desc(), "-id")[:PAGE]
    )


def loose_lines(grants: list[Grant]) -> list[Any]:
    """Give a page of lines without an episode."""
    begun = Q()
    for grant in grants:
        if Section.JOURNAL in grant.sections:
            begun |= Q(patient=grant.patient, recorded_on__gte=grant.journal_from)
    return list(
        JournalLine.objects.filter(begun, episode=None, kind__in=("E", "P"))
        .filter(visible_to_patient=True, superseded_at=None, has_unknown_episode=False)
        .select_related("contact")
        .order_by(F("recorded_on").desc(), "-id")[:LINES_PAGE]
    )


def _files(grants: list[Grant], section: Section) -> list[Any]:
    return [grant.patient for grant in grants if section in grant.sections]
