"""Session, decision, line and page, as functions of a request."""

import secrets
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bench.pages.django_site import queries
from bench.pages.django_site.models import AccessEntry, Session
from consent import policy
from consent.accesslog import retain_until
from consent.accesslog.natures import NATURES
from consent.actions import Action
from consent.facts import FileFacts
from consent.files import agreements_of
from consent.ids import new_id
from consent.model import (
    Actor,
    ActorKind,
    Function,
    Grant,
    Patient,
    PersonName,
    ReleaseStatus,
)
from portal import words
from portal.clock import now
from portal.frame.render import csrf_field
from portal.frame.viewer import Contact
from portal.headers import ALWAYS
from portal.identity.csrf import csrf_token
from portal.identity.limits import Limit
from portal.identity.sessions import SEEN_EVERY, token_hash
from portal.shown.paging import after_day, after_moment
from portal.shown.phrases import shown_since
from portal.vault import Vault
from publishing.reading import LINES_PAGE, PAGE

SYMBOLS = {
    "medication": "pill",
    "hypersensitivities": "shield-alert",
    "vaccinations": "syringe",
    "measurements": "activity",
}
ALSO = [(f"patient.{name}", one, f"summary.{name}.title") for name, one in SYMBOLS.items()]
VAULT: list[Vault] = []
LIMIT: list[Limit] = []


def results(request: HttpRequest) -> HttpResponse:
    """Show the list of results."""
    visit = _visit(request)
    with transaction.atomic():
        grants = _opened(visit, Action.RESULTS_LIST)
        found = queries.publications(grants, visit["at"])
        coming = queries.to_come(grants, visit["at"])
        kept = queries.kept_back(grants, visit["at"])
    older = after_moment(found[-1].shown_at, found[-1].report_id) if len(found) == PAGE else ""
    return render(
        request,
        "patient/results.html",
        visit
        | {
            "nav": "results",
            "looks": [one for one in coming if one.corrected_at],
            "invited": [one for one in found if one.act == "invite"],
            "kept": kept,
            "coming": [one for one in coming if not one.corrected_at],
            "published": [one for one in found if one.act != "invite"],
            "older": older,
            "since": shown_since(grants, visit["language"]),
        },
    )


def dossier(request: HttpRequest) -> HttpResponse:
    """Show episodes and notes."""
    visit = _visit(request)
    with transaction.atomic():
        grants = _opened(visit, Action.DOSSIER_VIEW)
        found, lines = queries.episodes(grants), queries.loose_lines(grants)
    more, rest = len(found) == PAGE, len(lines) == LINES_PAGE
    return render(
        request,
        "patient/dossier.html",
        visit
        | {
            "nav": "dossier",
            "also": ALSO,
            "now": [one for one in found if not one.is_closed],
            "earlier": [one for one in found if one.is_closed],
            "lines": lines,
            "older": after_day(found[-1].last_contact_on, found[-1].id) if more else "",
            "older_loose": after_day(lines[-1].recorded_on, lines[-1].id) if rest else "",
            "since": shown_since(grants, visit["language"]),
        },
    )


def protected(answer: Any) -> Any:
    """Put the same headers on every answer; a middleware."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in ALWAYS.items():
            response.setdefault(name, value)
        return response

    return middleware


def _visit(request: HttpRequest) -> dict[str, Any]:
    at, token = now(), request.COOKIES["portal_session"]
    session = Session.objects.select_related("person").get(
        token_hash=token_hash(token), kind="patient"
    )
    limits, idle = LIMIT[0], at - session.last_seen_at
    if at >= min(session.last_seen_at + limits.idle, session.started_at + limits.whole):
        raise PermissionError
    if idle >= SEEN_EVERY:
        session.last_seen_at = at
        session.save(update_fields=["last_seen_at"])
    ends = min(session.last_seen_at + limits.idle, session.started_at + limits.whole)
    person = session.person
    csrf = csrf_token(VAULT[0], session.id)
    return {
        "at": at,
        "session": session,
        "name": PersonName(person.given, person.prefix, person.family).full,
        "born": person.born,
        "language": session.language,
        "seconds": int((ends - at).total_seconds()),
        "csrf": csrf_field(csrf),
        "path": request.path,
    }


def _opened(visit: dict[str, Any], action: Action) -> list[Grant]:
    person = visit["session"].person
    reader = Actor(ActorKind.PERSON, Function.PATIENT, id=person.id, name=visit["name"])
    files = queries.files_of(person.id)
    visit["practices"] = [
        Contact(name=one.practice.name, phone=one.practice.phone) for one in files
    ]
    visit["place"] = " · ".join(one.practice.name for one in files)
    visit["initials"] = words.initials(visit["name"])
    decisions = [policy.open_file(reader, _facts(one), visit["at"]) for one in files]
    for one, decision in zip(files, decisions, strict=True):
        _record(reader, one, decision, (action, visit["at"]))
    grants = [one for one in decisions if isinstance(one, Grant)]
    if not grants:
        raise PermissionError
    return grants


def _facts(one: Any) -> FileFacts:
    person, practice = one.person, one.practice
    return FileFacts(
        patient=Patient(
            id=one.id,
            person=person.id,
            practice=practice.id,
            practice_name=practice.name,
            practice_phone=practice.phone,
            number=one.number,
            name=PersonName(person.given, person.prefix, person.family),
            born=person.born,
        ),
        agreements=agreements_of(vars(practice)),
        release=one.release,
        released_at=one.released_at,
        release_status=ReleaseStatus(one.release_status) if one.release_status else None,
        open_request=one.open_request,
    )


def _record(reader: Actor, one: Any, decision: Any, what: tuple[Action, Any]) -> None:
    (action, at), nature = what, NATURES[what[0]]
    refused = "" if isinstance(decision, Grant) else decision.reason.value
    AccessEntry.objects.create(
        id=new_id(at),
        person_id=one.person_id,
        practice_id=one.practice_id,
        event_code=nature.event,
        action=nature.crude,
        occurred_at=at,
        event_subtype=action.value,
        outcome="8" if refused else "0",
        checks=refused,
        user_id=reader.id,
        user_kind=reader.kind.value,
        user_name=reader.name,
        user_role=reader.function.value,
        organisation=reader.organisation,
        object_type=nature.object_type,
        object_id=one.id,
        object_detail=nature.section,
        authorization_protocol="online-inzage/1",
        consent_ref=one.release,
        request_id=uuid4().hex,
        salt=secrets.token_bytes(16),
        retain_until=retain_until(at),
    )
