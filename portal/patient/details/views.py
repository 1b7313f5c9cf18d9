"""From what is kept of a person to the words of their own page."""

from collections.abc import Sequence

import msgspec

from consent.facts import FileFacts
from consent.model import Patient
from consent.register.people import Person
from portal import words
from portal.details.model import Part, Report
from portal.frame.blocks import Badge, Fact
from portal.patient.details.pages import Access, DetailsPage, Group, OwnReport
from portal.post.model import Kind
from portal.post.own import NOTHING, Said, own_post
from portal.post.readers.model import OF_PATIENTS, InUse
from portal.shown.phrases import paragraphs
from portal.texts import text

OUTCOMES = frozenset({"reported", "asked", "removed", "chosen", "stopped"})


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the page is made of."""

    person: Person
    bsn: str
    facts: tuple[FileFacts, ...]
    in_use: InUse
    wanted: frozenset[Kind]
    reports: tuple[Report, ...]


def details_page(
    details: Details, language: str, said: Said = NOTHING, *, done: str = ""
) -> DetailsPage:
    """Make the page; what is wrong is of a report ("words"), or else of the address."""
    files = [one.patient for one in details.facts]
    no_words = said.wrong == "words"
    chosen = {kind.value: kind in details.wanted for kind in OF_PATIENTS}
    return DetailsPage(
        groups=_groups(details, files, language),
        post=own_post(details.in_use, chosen, NOTHING if no_words else said, language),
        reports=tuple(_report(one, language) for one in details.reports),
        access=tuple(
            Access(str(one.patient.id), one.patient.practice_name)
            for one in details.facts
            if one.release
        ),
        done=done if done in OUTCOMES else "",
        wrong=text(language, "details.wrong.words") if no_words else "",
    )


def _groups(details: Details, files: Sequence[Patient], language: str) -> tuple[Group, ...]:
    person, practices = details.person, tuple((str(one.id), one.practice_name) for one in files)
    facts = {
        Part.PERSON: (
            ("name", person.name.full),
            ("born", words.since(person.born, language)),
        ),
        Part.BSN: (("bsn", details.bsn or text(language, "details.fact.no_bsn")),),
        Part.ENROLMENT: tuple(
            fact
            for one in files
            for fact in (("practice", one.practice_name), ("number", one.number))
        ),
    }
    return tuple(
        Group(
            id=part.value,
            title=text(language, f"details.part.{part}"),
            facts=tuple(Fact(text(language, f"details.fact.{key}"), value) for key, value in told),
            practices=practices,
        )
        for part, told in facts.items()
    )


def _report(report: Report, language: str) -> OwnReport:
    answered = report.answered_at is not None
    state = "answered" if answered else "waiting"
    return OwnReport(
        title=text(language, f"details.part.{report.part}"),
        when=words.moment(report.sent_at, language),
        words=paragraphs(report.words),
        answer=paragraphs(report.answer),
        badge=Badge("ok" if answered else "wait", text(language, f"details.report.{state}")),
    )
