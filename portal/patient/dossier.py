"""The patient's dossier: all episodes, and one of them with its lines. Every look writes a line."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery

from consent import access
from consent.access import Look
from consent.actions import Action
from portal.database import transaction
from portal.errors import not_found, refused
from portal.frame.links import route
from portal.frame.respond import answer
from portal.identity.entrance import ALSO_FOR_ANOTHER
from portal.identity.visitor import visitor_of
from portal.shown.journal import Notes, dossier_page, episode_page
from portal.shown.paging import day_and_id
from publishing import reading


class DossierController(Controller):
    """What the doctor found and planned, per episode."""

    opt = ALSO_FOR_ANOTHER

    @get(route("patient.dossier"), name="patient.dossier", opt={"records": Action.DOSSIER_VIEW})
    async def dossier(
        self,
        request: Request[Any, Any, Any],
        voor: FromQuery[str] = "",
        notities: FromQuery[str] = "",
    ) -> Response[str]:
        """Show a page of episodes (`voor`: after that one) and of notes without (`notities`)."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.DOSSIER_VIEW, visitor.at)
        async with transaction():
            files = await access.open_files(look)
            episodes = await reading.episodes(files.grants, day_and_id(voor))
            loose = await reading.loose_lines(files.grants, day_and_id(notities))
        if files.reason:
            return refused(request, files.reason)
        # Each list goes on by itself; its next page does not repeat the other.
        notes = Notes(() if notities and not voor else episodes, () if voor else loose)
        page = dossier_page(notes, files.grants, visitor.language)
        return answer(request, "patient/dossier.html", page, patients=files.patients)

    @get(route("patient.episode"), name="patient.episode", opt={"records": Action.EPISODE_VIEW})
    async def episode(
        self, request: Request[Any, Any, Any], item: FromPath[UUID], voor: FromQuery[str] = ""
    ) -> Response[str]:
        """Show one episode with a page of its lines."""
        visitor = visitor_of(request)
        look = Look(visitor.acting, Action.EPISODE_VIEW, visitor.at, item)
        async with transaction():
            files, found = await access.open_item(
                look, lambda g: reading.episode(g, item, day_and_id(voor))
            )
        if files.reason:
            return refused(request, files.reason)
        if found is None:
            return not_found(request)
        page = episode_page(found, files.grants, visitor.language)
        return answer(request, "patient/episode.html", page, patients=files.patients)
