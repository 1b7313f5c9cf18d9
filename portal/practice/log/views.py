"""The log of the practice in words: what was counted, and the lines of one patient."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from consent.oversight.model import Per, Total
from consent.oversight.reading import Page, Wanted
from consent.register.finding import Registered
from portal import words
from portal.frame.links import link
from portal.practice.log import lines
from portal.practice.log.forms import QUERY, WORDS, Asked, SeenForm
from portal.practice.log.pages import (
    Cell,
    Choice,
    OverviewPage,
    PatientLogPage,
    TotalRow,
)
from portal.practice.pages.parts import Button, Field, Notice, Tab
from portal.practice.views import phrases
from portal.shown.paging import after_moment
from portal.shown.phrases import joined, role
from portal.texts import text

ORDER = (Per.DAY, Per.EMPLOYEE, Per.DOSSIER)
COLUMNS = {
    Per.DAY: ("looks", "files", "people", "visits", "emergencies"),
    Per.DOSSIER: ("looks", "people", "visits", "emergencies"),
    Per.EMPLOYEE: ("looks", "files", "emergencies"),
}


def overview(
    asked: tuple[Asked, Wanted],
    totals: Sequence[Total],
    today: date,
    language: str,
    notice: Notice | None = None,
) -> OverviewPage:
    """Make the overview of a period; `asked` is what was written and what it means."""
    written, wanted = asked
    per, period = written.counted_per, wanted.period
    days = {"since": period.first.isoformat(), "until": period.last.isoformat()}
    said = {**days, "by": written.by if wanted.by else "", "number": wanted.number}
    names = [one.name for one in totals if one.by == wanted.by and one.name]
    return OverviewPage(
        tabs=tuple(_tab(one, said, is_current=one is per, language=language) for one in ORDER),
        period=_period(wanted, language),
        fields={
            name: Field(name, QUERY[name], value)
            for name, value in {**days, "number": wanted.number}.items()
        },
        kept=_choices({QUERY["per"]: WORDS[per], QUERY["by"]: said["by"]}),
        only=_only(wanted, names, language),
        all_href=_link(per, **days),
        first_column=text(language, f"oversight.per.{per}"),
        columns=tuple(text(language, f"oversight.column.{key}") for key in COLUMNS[per]),
        rows=tuple(_row(one, per, days, (today, language)) for one in totals),
        file=Button(link("practice.log_file")),
        asked=_choices({"per": WORDS[per], **said}),
        notice=notice,
    )


def ask_why(
    file: tuple[UUID, str], form: SeenForm, faults: dict[str, str], language: str
) -> PatientLogPage:
    """Make the page that asks why; of the file (its id and number) it says the number alone."""
    return PatientLogPage(
        name="",
        number=text(language, "oversight.one.number", number=file[1]),
        fields={
            name: phrases.field(name, value, faults)
            for name, value in msgspec.structs.asdict(form).items()
        },
        send=Button(link("practice.patient_log", id=file[0])),
        back=_link(Per.DOSSIER),
        faults=phrases.summary(faults),
    )


def seen(known: Registered, found: Page, form: SeenForm, language: str) -> PatientLogPage:
    """Make a page of the lines of one patient."""
    page = ask_why((known.id, known.number), form, {}, language)
    carried = {"reason": form.reason, "since": form.since, "until": form.until}
    return msgspec.structs.replace(
        page,
        name=known.name.used.full,
        lines=tuple(lines.seen(one, language) for one in found.lines),
        carried=_choices(carried),
        older=after_moment(*found.older) if found.older else "",
    )


def too_many(language: str) -> Notice:
    """Say that a file would be too long."""
    title = text(language, "oversight.file.too_many")
    return Notice("error", title, text(language, "oversight.file.shorter"), icon="circle-alert")


def _tab(per: Per, said: dict[str, str], *, is_current: bool, language: str) -> Tab:
    return Tab(
        href=_link(per, **said),
        label=text(language, f"oversight.tab.{per}"),
        current=is_current,
    )


def _link(per: Per, **asked: object) -> str:
    return link("practice.log", per=WORDS[per], **{QUERY[name]: one for name, one in asked.items()})


def _choices(values: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(name, value) for name, value in values.items())


def _period(wanted: Wanted, language: str) -> str:
    first, last = wanted.period.first, wanted.period.last
    days = {"first": words.day(first, language), "last": words.day(last, language)}
    return text(
        language, "oversight.period.one" if first == last else "oversight.period.span", **days
    )


def _only(wanted: Wanted, names: Sequence[str], language: str) -> str:
    told = [text(language, "oversight.only.number", number=wanted.number)] if wanted.number else []
    if wanted.by:
        told.append(next(iter(names), "") or text(language, "oversight.only.one"))
    return joined(*told)


def _row(one: Total, per: Per, days: dict[str, str], now: tuple[date, str]) -> TotalRow:
    today, language = now
    title, sub, href = "", "", ""
    match per:
        case Per.DAY:
            day = one.on or today
            title = words.weekday(day, today, language)
            same = day.isoformat()
            href = _link(Per.EMPLOYEE, since=same, until=same)
        case Per.EMPLOYEE:
            title = one.name or role(one.function, language)
            sub = joined(role(one.function, language), one.system)
            href = _link(Per.DOSSIER, by=one.by, **days) if one.by else ""
        case Per.DOSSIER:
            title = one.number
            href = link("practice.patient_log", id=one.file)
    cells = tuple(
        Cell(text(language, f"oversight.column.{key}"), str(getattr(one, key)))
        for key in COLUMNS[per]
    )
    return TotalRow(title, sub, href, cells)
