"""Who is involved in somebody's care, per organisation, who came last first."""

from collections.abc import Sequence

from consent.accesslog import Involved
from consent.model import ActorKind
from portal import words
from portal.frame.blocks import Badge, Group, Row
from portal.frame.links import link
from portal.patient.pages import InvolvedPage
from portal.shown import log
from portal.shown.phrases import role
from portal.texts import text


def involved_page(found: Sequence[Involved], language: str) -> InvolvedPage:
    """Make the page; every row leads to the lines of that organisation."""
    organisations = list(dict.fromkeys(one.organisation for one in found))
    return InvolvedPage(
        organisations=tuple(
            Group(
                id=f"organisation-{place}",
                title=name or text(language, "involved.unknown"),
                rows=tuple(_row(one, language) for one in found if one.organisation == name),
            )
            for place, name in enumerate(organisations)
        )
    )


def _row(one: Involved, language: str) -> Row:
    function = role(one.function, language)
    named = one.kind == ActorKind.EMPLOYEE and one.name
    last = words.day(words.local_day(one.last), language)
    return Row(
        icon="user",
        title=f"{function} {one.name}" if named else function,
        text=text(language, "involved.last", date=last),
        href=link("patient.log", wie=one.organisation),
        badge=Badge("low", text(language, "log.line.outside"), "map-pin") if one.outside else None,
        meta=(log.times(one.number, language),),
    )
