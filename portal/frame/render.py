"""From a page and its viewer to HTML: one environment, four names in every template, no silence."""

from functools import cache, partial

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portal.frame.links import link
from portal.frame.viewer import Viewer
from portal.texts import TEMPLATES, text

CSRF_FIELD = "csrf_token"


@cache
def environment() -> Environment:
    """Return the one environment: everything escaped, a name that is not there is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(template: str, page: msgspec.Struct | None, viewer: Viewer) -> str:
    """
    Return the HTML of a page.

    A template sees `page`, `viewer`, `t("file.section.key", **values)` in the viewer's language,
    `url("route.name", **values)`, and `csrf`, the hidden field that every form begins with.
    """
    return (
        environment()
        .get_template(template)
        .render(
            page=page,
            viewer=viewer,
            t=partial(text, viewer.language),
            url=link,
            csrf=csrf_field(viewer.csrf_token),
        )
    )


def csrf_field(token: str) -> Markup:
    """Return the hidden field that proves that a form came from our own page."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(CSRF_FIELD, token)
