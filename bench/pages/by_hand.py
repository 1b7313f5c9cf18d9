"""
The same pages without a framework: asyncpg, the same template, the same structs and the same rows.

It looks up the session, decides by the same policy and writes the same line, in five or six
statements on one connection. It is the yardstick: what one would write for these two pages alone.
"""

import secrets
from datetime import datetime
from functools import partial
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import asyncpg

from bench.pages.contestant import ADDRESSES, AsgiContestant
from consent import policy
from consent.accesslog import retain_until
from consent.accesslog.natures import NATURES
from consent.actions import Action
from consent.facts import FileFacts
from consent.files import _facts as facts_of
from consent.ids import new_id
from consent.model import Actor, ActorKind, Function, Grant, PersonName
from consent.queries.files import CURRENT, FACTS
from portal import words
from portal.clock import now
from portal.frame.links import link
from portal.frame.render import csrf_field, environment
from portal.frame.viewer import Contact, Kind, Viewer
from portal.headers import ALWAYS
from portal.identity.csrf import csrf_token
from portal.identity.limits import Limit, limits_of
from portal.identity.sessions import SEEN_EVERY, token_hash
from portal.identity.visitor import VisitorKind
from portal.patient.views.results import results_page
from portal.shown.journal import Notes, dossier_page
from portal.texts import text
from portal.vault import Vault
from publishing import rows
from publishing.queries import reading
from publishing.reading import LINES_PAGE, PAGE
from publishing.showing import queries as showing
from publishing.showing.expected import _expected as expected_of
from publishing.visibility.sql import grant_rows

SESSION = """
select s.id, s.person, s.language, s.started_at, s.last_seen_at, p.given, p.prefix, p.family, p.born
from session s join person p on p.id = s.person
where s.token_hash = $1 and s.kind = 'patient'
"""
COLUMNS = (
    "id, person, practice, event_code, action, occurred_at, event_subtype, outcome, checks,"
    " user_id, user_kind, user_name, user_role, organisation, object_type, object_id,"
    " object_detail, authorization_protocol, consent_ref, request_id, salt, retain_until"
)
PLACES = ", ".join(f"${place}" for place in range(1, COLUMNS.count(",") + 2))
LINE = f"insert into access_entry ({COLUMNS}) values ({PLACES})"  # noqa: S608 - ours
OF_PERSON = FACTS + CURRENT + " and f.person = $1 order by pr.name, f.id"
REPORTS = reading.whole(
    f"{reading.REPORT} order by {reading.SHOWN_AT} desc, pb.report desc limit $3"
)

EPISODES = reading.whole(
    f"{reading.EPISODE} order by {reading.CONTACT_AT} desc, e.id desc limit $3"
)
LINES = reading.whole(
    f"{reading.LINE} and l.episode is null order by l.recorded_on desc, l.id desc limit $3"
)
HEAD = [(name.encode(), value.encode()) for name, value in ALWAYS.items()]


class ByHand(AsgiContestant):
    """The yardstick."""

    async def start(self) -> tuple[Any, Any]:
        """Open the pool."""
        pool = await asyncpg.create_pool(self.ground.database_url, min_size=1, max_size=10)
        limit = limits_of(self.ground.settings())[VisitorKind.PATIENT]
        return Site(pool, self.ground.vault(), limit), pool


class Site:
    """One ASGI application with two addresses."""

    def __init__(self, pool: Any, vault: Vault, limit: Limit) -> None:
        self._pool = pool
        self._vault = vault
        self._limit = limit

    async def __call__(self, scope: Any, _receive: Any, send: Any) -> None:
        """Answer one request."""
        path, at = scope["path"], now()
        async with self._pool.acquire() as connection:
            session = await _session(connection, scope, at, self._limit)
            if path == ADDRESSES["results"]:
                html = await self._results(connection, session, at)
            else:
                html = await self._dossier(connection, session, at)
        body = html.encode()
        head = [*HEAD, (b"content-type", b"text/html; charset=utf-8")]
        head.append((b"content-length", str(len(body)).encode()))
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": body})

    async def _results(self, connection: Any, session: Any, at: datetime) -> str:
        async with connection.transaction():
            files, grants = await _opened(connection, session, at, Action.RESULTS_LIST)
            found = await connection.fetch(REPORTS, grant_rows(grants), at, PAGE)
            ids = [row["publication"] for row in found]
            values = await connection.fetch(reading.RESULTS, grant_rows(grants), ids)
            waiting = await connection.fetch(showing.ALL, grant_rows(grants), at)
        by_publication: dict[Any, list[Any]] = {}
        for row in values:
            by_publication.setdefault(row["publication"], []).append(rows.versioned(row))
        reports = [
            rows.report(row, tuple(by_publication.get(row["publication"], ()))) for row in found
        ]
        coming = [expected_of(row, grants) for row in waiting]
        page = results_page(reports, grants, session["language"], coming)
        return self._html("patient/results.html", page, _viewer(session, files, at, self._limit))

    async def _dossier(self, connection: Any, session: Any, at: datetime) -> str:
        async with connection.transaction():
            files, grants = await _opened(connection, session, at, Action.DOSSIER_VIEW)
            base = grant_rows(grants), at
            episodes = await connection.fetch(EPISODES, *base, PAGE)
            lines = await connection.fetch(LINES, *base, LINES_PAGE)
        notes = Notes([rows.episode(row) for row in episodes], [rows.line(row) for row in lines])
        page = dossier_page(notes, grants, session["language"])
        return self._html("patient/dossier.html", page, _viewer(session, files, at, self._limit))

    def _html(self, template: str, page: Any, viewer: dict[str, Any]) -> str:
        token = csrf_token(self._vault, viewer.pop("session"))
        path = ADDRESSES["results" if "results" in template else "dossier"]
        seen = Viewer(csrf_token=token, path=path, **viewer)
        return (
            environment()
            .get_template(template)
            .render(
                page=page,
                viewer=seen,
                t=partial(text, seen.language),
                url=link,
                csrf=csrf_field(token),
            )
        )


async def _session(connection: Any, scope: Any, at: datetime, limit: Limit) -> Any:
    cookies = SimpleCookie(dict(scope["headers"]).get(b"cookie", b"").decode())
    token = cookies["portal_session"].value
    session = await connection.fetchrow(SESSION, token_hash(token))
    if session is None or at >= _ends(session, session["last_seen_at"], limit):
        raise PermissionError
    if at - session["last_seen_at"] >= SEEN_EVERY:
        await connection.execute(
            "update session set last_seen_at = $1 where id = $2", at, session["id"]
        )
    return session


async def _opened(
    connection: Any, session: Any, at: datetime, action: Action
) -> tuple[list[FileFacts], list[Grant]]:
    reader = Actor(
        ActorKind.PERSON, Function.PATIENT, id=session["person"], name=_name(session).full
    )
    files = [facts_of(row) for row in await connection.fetch(OF_PERSON, session["person"])]
    decisions = [policy.open_file(reader, one, at) for one in files]
    request = uuid4().hex
    for one, decision in zip(files, decisions, strict=True):
        await connection.execute(LINE, *_line(reader, one, decision, (action, at, request)))
    grants = [one for one in decisions if isinstance(one, Grant)]
    if not grants:
        raise PermissionError
    return files, grants


def _line(
    reader: Actor, one: FileFacts, decision: Any, what: tuple[Action, datetime, str]
) -> tuple[object, ...]:
    (action, at, request), patient = what, one.patient
    nature, refused = NATURES[action], "" if isinstance(decision, Grant) else decision.reason.value
    who = (reader.id, reader.kind.value, reader.name, reader.function.value, reader.organisation)
    return (
        new_id(at),
        patient.person,
        patient.practice,
        nature.event,
        nature.crude,
        at,
        action.value,
        "8" if refused else "0",
        refused,
        *who,
        nature.object_type,
        patient.id,
        nature.section,
        "online-inzage/1",
        one.release,
        request,
        secrets.token_bytes(16),
        retain_until(at),
    )


def _ends(session: Any, seen: datetime, limit: Limit) -> datetime:
    return min(seen + limit.idle, session["started_at"] + limit.whole)


def _viewer(session: Any, files: list[FileFacts], at: datetime, limit: Limit) -> dict[str, Any]:
    language, name = session["language"], _name(session).full
    patients = [one.patient for one in files]
    is_written = at - session["last_seen_at"] >= SEEN_EVERY
    seen = at if is_written else session["last_seen_at"]
    return {
        "session": session["id"],
        "kind": Kind.PATIENT,
        "language": language,
        "name": name,
        "initials": words.initials(name),
        "born": words.since(session["born"], language),
        "printed_at": words.moment(at, language),
        "practices": tuple(
            Contact(name=one.practice_name, phone=one.practice_phone) for one in patients
        ),
        "session_seconds": int((_ends(session, seen, limit) - at).total_seconds()),
    }


def _name(session: Any) -> PersonName:
    return PersonName(session["given"], session["prefix"], session["family"])
