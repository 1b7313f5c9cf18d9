"""From what went wrong to the page that says so, in words."""

from consent.model import Reason
from portal.frame.links import link
from portal.frame.viewer import Kind, Viewer
from portal.public.pages import ErrorPage
from portal.texts import catalogue, text

_HOMES = {
    Kind.PATIENT: "patient.home",
    Kind.PUBLIC: "public.start",
    Kind.STAFF: "practice.start",
}
_ICONS = {403: "lock", 404: "search", 429: "hourglass", 503: "hourglass"}


def error_page(status: int, viewer: Viewer, reason: Reason | None = None) -> ErrorPage:
    """
    Return the page for an HTTP status; a status without words of its own reads as 400 or 500.

    `reason` takes the place of the general sentence, so that people read why.
    """
    known = f"errors.{status}.title" in catalogue(viewer.language)
    key = status if known else 500 if status >= 500 else 400  # noqa: PLR2004
    said = f"reasons.reason.{reason}" if reason else f"errors.{key}.text"
    return ErrorPage(
        title=text(viewer.language, f"errors.{key}.title"),
        text=text(viewer.language, said),
        advice=text(viewer.language, f"errors.{key}.advice"),
        icon=_ICONS.get(status, "circle-alert"),
        home_href=link(_HOMES[viewer.kind]),
    )
