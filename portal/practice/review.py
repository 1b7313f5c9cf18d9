"""Opening one access request: the look, its line, the file behind it, the patient's pages."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

import msgspec

from consent import access
from consent.access import Look
from consent.actions import Action
from consent.agreements import choices
from consent.model import Actor, Agreements, Denied, Grant, Reason, Right
from consent.register import episodes
from consent.register.episodes import Ticks
from consent.requests import desk
from consent.requests.model import AccessRequest
from portal.database import transaction
from portal.identity.visitor import Visitor
from portal.practice import preview
from portal.practice.forms.reading import ids
from portal.practice.forms.requests import DecideForm
from portal.practice.pages.parts import Notice
from portal.practice.pages.request import DossierPreview, RequestPage
from portal.practice.views import request as view
from portal.practice.views import ticks
from portal.practice.views.requests import WAITING
from portal.practice.views.ticks import Chosen, File
from publishing import journal
from publishing.journal import ReleaseTicks


class Opened(msgspec.Struct, frozen=True):
    """A request whose file was opened; `barrier` is why it cannot be approved as things are."""

    request: AccessRequest
    grant: Grant
    file: File
    agreements: Agreements
    barrier: Reason | None = None


async def looked_at(
    employee: Actor, request_id: UUID, at: datetime
) -> AccessRequest | Denied | None:
    """Look at a request with its line, and read nothing of the file; None: none such here."""
    async with transaction():
        found, grant, _ = await _looked_at(employee, request_id, at)
    return grant if isinstance(grant, Denied) else found


async def opened(employee: Actor, request_id: UUID, at: datetime) -> Opened | Denied | None:
    """Open the file behind a request and write the line; None: no such request here."""
    async with transaction():
        found, grant, barrier = await _looked_at(employee, request_id, at)
        chosen, _ = await choices.agreements_here(employee)
        file = await _file(grant) if isinstance(grant, Grant) else None
    if found is None or file is None or not isinstance(grant, Grant):
        return grant if isinstance(grant, Denied) else None
    return Opened(found, grant, file, chosen, barrier)


async def page_of(
    seen: Opened, visitor: Visitor, form: DecideForm | None = None, notice: Notice | None = None
) -> RequestPage:
    """
    Make the page of an opened request, with the ticks of `form` or as the flags are now.

    Raises:
        Refused, AlreadyDecided: a preview of these ticks is not possible.

    """
    employee, language = visitor.acting, visitor.language
    chosen = _chosen(seen, employee, form)
    case = view.Case(
        request=seen.request,
        advice=desk.advice(seen.request.born, visitor.at),
        agreements=seen.agreements,
        hidden=sum(not episode.visible for episode in seen.file.episodes),
        barrier=seen.barrier,
    )
    shown = view.Shown(
        episodes=ticks.ticks(seen.file, chosen, language),
        loose=ticks.loose(seen.file, chosen, language),
        carried=ticks.carried(seen.file, chosen),
        preview=await _preview(seen, form, employee, language),
        note=form.note if form else "",
        notice=notice,
    )
    return view.page(case, shown, employee, visitor.at, language)


def release_of(form: DecideForm) -> ReleaseTicks:
    """
    Say what a posted form shows and hides.

    Raises:
        Malformed: a value that is no id.

    """
    return ReleaseTicks(
        episodes=Ticks(seen=ids(form.seen_episode), shown=ids(form.episode)),
        lines=Ticks(seen=ids(form.seen_line), shown=ids(form.line)),
        note=form.note,
    )


async def _looked_at(
    employee: Actor, request_id: UUID, at: datetime
) -> tuple[AccessRequest | None, Grant | Denied | None, Reason | None]:
    look = Look(employee, Action.REQUEST_REVIEW, at, request_id)
    found = await desk.request_here(employee, request_id)
    return found, *await access.open_request(look, found)


async def _file(grant: Grant) -> File:
    found = await episodes.all_episodes(grant)
    lines: defaultdict[UUID | None, list[journal.LineChoice]] = defaultdict(list)
    choices = await journal.choices(grant)
    for choice in choices:
        lines[choice.episode].append(choice)
    return File(found, lines, journal.resting(grant, found, choices))


def _chosen(seen: Opened, employee: Actor, form: DecideForm | None) -> Chosen:
    is_open = seen.request.status in WAITING
    locked = not (is_open and employee.may(Right.EPISODES_HIDE))
    if form is None or locked:
        return ticks.as_it_stands(seen.file, locked=locked)
    return Chosen(ids(form.episode), ids(form.line))


async def _preview(
    seen: Opened, form: DecideForm | None, employee: Actor, language: str
) -> DossierPreview:
    if form is None or not employee.may(Right.REQUESTS_DECIDE):
        return await preview.dossier(seen.grant, language)
    ticked = release_of(form)
    return await preview.dossier_released(seen.grant, seen.request.id, ticked, language)
