"""From counts to the page of figures: words, bars, and a table for each picture."""

from datetime import timedelta

from portal import words
from portal.practice.figures.bars import Bar, bars, share
from portal.practice.figures.pages import FiguresPage, Table
from portal.texts import text
from publishing.figures.counting import Figures, Month

DAY = timedelta(days=1)
NOTHING = ""


def page(practice: str, found: Figures, days: int, language: str) -> FiguresPage:
    """Make the page; `days` is the term of the practice."""
    return FiguresPage(
        practice=practice,
        term=text(language, "figures.term", days=days),
        tables=(
            _waiting(found.waiting, language),
            _waited(found.months, language),
            _in_time(found.months, language),
        ),
    )


def length(waited: timedelta | None, language: str) -> str:
    """Write how long something took: hours below two days, then days."""
    if waited is None:
        return NOTHING
    if waited < 2 * DAY:
        return text(language, "figures.hours", count=round(waited / timedelta(hours=1)))
    count = words.decimal(f"{waited / DAY:.1f}", language)
    return text(language, "figures.days", count=count)


def _waiting(waiting: dict[str, int], language: str) -> Table:
    most = max(waiting.values(), default=0)
    named = {age: text(language, f"figures.age.{age}") for age in waiting}
    rows = tuple((named[age], str(count)) for age, count in waiting.items())
    drawn = [Bar(named[age], str(count), share(count, most)) for age, count in waiting.items()]
    return _table("waiting", ("age", "count"), rows, drawn if most else [], language)


def _waited(months: tuple[Month, ...], language: str) -> Table:
    longest = max((one.most / DAY for one in months if one.most), default=0.0)
    rows = tuple(
        (
            words.month(one.on, language),
            str(one.arrived),
            str(one.shown),
            length(one.median, language),
            length(one.most, language),
        )
        for one in months
    )
    drawn = [
        Bar(
            words.month(one.on, language),
            text(
                language,
                "figures.half_and_most",
                half=length(one.median, language),
                most=length(one.most, language),
            ),
            share(one.median / DAY, longest),
            share(one.most / DAY, longest),
        )
        for one in months
        if one.median is not None and one.most is not None
    ]
    heads = ("month", "arrived", "shown", "half", "most")
    return _table("waited", heads, rows, drawn, language)


def _in_time(months: tuple[Month, ...], language: str) -> Table:
    rows = tuple(
        (words.month(one.on, language), _of(one, language), _percent(one)) for one in months
    )
    drawn = [
        Bar(words.month(one.on, language), _percent(one), share(one.in_time, one.due))
        for one in months
        if one.due
    ]
    return _table("in_time", ("month", "in_time", "part"), rows, drawn, language)


def _of(month: Month, language: str) -> str:
    return text(language, "figures.of", part=month.in_time, all=month.due)


def _percent(month: Month) -> str:
    return f"{round(100 * month.in_time / month.due)}%" if month.due else NOTHING


def _table(
    name: str,
    heads: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    drawn: list[Bar],
    language: str,
) -> Table:
    said = "; ".join(f"{bar.label}: {bar.said}" for bar in drawn)
    title = text(language, f"figures.{name}.title")
    return Table(
        id=name,
        title=title,
        lead=text(language, f"figures.{name}.lead"),
        drawing=bars(drawn, f"{title}. {said}."),
        heads=tuple(text(language, f"figures.head.{head}") for head in heads),
        rows=rows,
    )
