"""Lines of one day that say the same, told once; every line keeps its number."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from uuid import UUID

from consent.accesslog import Line
from portal.texts import text


def merged(lines: Iterable[Line], apart: Collection[UUID] = ()) -> list[list[Line]]:
    """
    Put lines of one day that say the same together, each group the oldest first.

    Groups come in the order of their first line, the latest first. An emergency stands alone,
    as does what is in `apart`. Source: NEN 7513 on patients' overviews.
    """
    groups: dict[object, list[Line]] = {}
    for line in lines:
        alone = line.emergency or line.id in apart
        groups.setdefault(line.id if alone else _same(line), []).append(line)
    found = [sorted(group, key=_order) for group in groups.values()]
    return sorted(found, key=lambda group: _order(group[0]), reverse=True)


def numbers(group: Sequence[Line], language: str) -> str:
    """Name the numbers of a group: regel 12, or regels 3, 5-7."""
    ordered = sorted(line.number for line in group)
    if len(ordered) == 1:
        return text(language, "log.line.number", number=ordered[0])
    starts = [ordered[0], *(after for before, after in pairwise(ordered) if after != before + 1)]
    ends = [*(before for before, after in pairwise(ordered) if after != before + 1), ordered[-1]]
    spans = (
        str(first) if first == last else f"{first}\u2013{last}"
        for first, last in zip(starts, ends, strict=True)
    )
    return text(language, "log.line.numbers", numbers=", ".join(spans))


def _same(line: Line) -> object:
    return (
        line.own,
        line.kind,
        line.function,
        line.name,
        line.organisation,
        line.system,
        line.practice,
        line.action,
        line.refused,
        line.section,
        line.outside,
        line.reason,
    )


def _order(line: Line) -> tuple[object, UUID]:
    return line.at, line.id
