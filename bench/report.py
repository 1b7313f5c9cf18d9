"""The figures as tables in Markdown, with the aims beside them."""

from collections.abc import Iterable, Sequence
from typing import Any

from bench.pages.contest import BY_HAND, DJANGO, PRODUCT, Standing

AIMS = {BY_HAND: "≥ 0.8 of it", DJANGO: "≥ 4 times"}
MOST_TIMES = 1.5
MOST_STATEMENTS = {"results": 5, "dossier": 7}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def pages(standings: Sequence[Standing]) -> str:
    """Write how the pages went."""
    head = (
        "page", "made by", "CPU ms", "times product", "aim", "PostgreSQL ms", "statements", "kB",
        "same content",
    )  # fmt: skip
    rows = [
        (
            one.page,
            one.name,
            one.milliseconds.shown(),
            "" if one.name == PRODUCT else one.times.shown(),
            AIMS.get(one.name, f"≤ {MOST_STATEMENTS[one.page]} statements"),
            f"{one.there:.2f}",
            f"{one.statements[0]} ({one.statements[1]} with little)",
            f"{one.size / 1000:.1f}",
            "yes" if one.same_content else "no",
        )
        for one in standings
    ]
    return table(head, rows)


def paper(found: Sequence[tuple[str, int, dict[str, float]]]) -> str:
    """Write what the log costs per line."""
    floors = {total: told["microseconds"] for way, total, told in found if way == "floor"}
    head = ("way", "lines", "CPU µs per line", "times floor", "peak MB", "first byte ms", "MB")
    rows = [
        (
            way,
            f"{total:,}",
            f"{told['microseconds']:.0f}",
            f"{told['microseconds'] / floors[total]:.2f}",
            f"{told['megabytes']:.0f}",
            f"{told['first']:.1f}",
            f"{told['size']:.1f}",
        )
        for way, total, told in found
    ]
    return table(head, rows)


def log(told: Sequence[dict[str, float]]) -> str:
    """Write what a page of the log costs with little and with much in its table."""
    first = told[0]
    head = ("lines in the table", "own lines", "ms until the whole page", "times", "CPU ms")
    rows = [
        (
            f"{one['lines']:,.0f}",
            f"{one['own']:,.0f}",
            f"{one['waited']:.1f}",
            f"{one['waited'] / first['waited']:.2f}",
            f"{one['seconds'] * 1000:.1f}",
        )
        for one in told
    ]
    return table(head, rows)


def crowd(told: dict[str, float]) -> str:
    """Write how pages went while many documents were made."""
    rows = [
        ("documents made, of those asked for at once", f"{told['documents']} of {told['asked']}"),
        ("seconds until the last of them", f"{told['seconds']:.1f}"),
        ("ms for a page in quiet, the middle", f"{told['quiet']:.1f}"),
        ("ms for a page meanwhile, the middle", f"{told['busy']:.1f}"),
        ("times (aim: under 2)", f"{told['busy'] / told['quiet']:.2f}"),
        ("ms for the slowest page", f"{told['worst']:.1f}"),
        ("pages read meanwhile", f"{told['pages']}"),
        ("fewest connections left over (aim: at least 1)", f"{told['idle']}"),
        ("peak MB before and after", f"{told['before']:.0f} and {told['megabytes']:.0f}"),
    ]
    return table(("", ""), rows)


def intake(told: dict[str, Any]) -> str:
    """Write what one message of a laboratory costs, end to end and to read alone."""
    head = ("CPU ms per message of 22 things", "FHIR", "HL7 v2")
    kinds = [told["fhir"], told["hl7"]]
    things = [one["items"] / one["messages"] for one in kinds]
    parts = [
        ("portal", "milliseconds"),
        ("its connection in PostgreSQL", "milliseconds_there"),
        ("COPY of the same bytes", "copied"),
    ]
    rows: list[Sequence[object]] = [
        (name, *(f"{one[part] * each:.2f}" for one, each in zip(kinds, things, strict=True)))
        for name, part in parts
    ]
    whole = [one["milliseconds"] + one["milliseconds_there"] for one in kinds]
    both = list(zip(kinds, whole, things, strict=True))
    rows += [
        ("messages per second of one core", *(f"{1000 / (w * each):.1f}" for _, w, each in both)),
        ("things per second of one core", *(f"{1000 / w:.0f}" for _, w, _each in both)),
        ("statements per thing", *(f"{one['statements']:.1f}" for one in kinds)),
    ]
    names = list(dict.fromkeys(name for one in kinds for name in one["reading"]))
    rows += [
        (f"{name}, reading alone", *(_milliseconds(one["reading"].get(name)) for one in kinds))
        for name in names
    ]
    return table(head, rows)


def _milliseconds(taken: float | None) -> str:
    return "" if taken is None else f"{taken:.2f}"


def decision(told: dict[str, Any]) -> str:
    """Write what the decision costs, as a share of the page."""
    empty = told["transaction"]
    parts = {
        "facts of the files": told["facts"] - empty,
        "policy": told["policy"],
        "line in the log": told["line"] - empty,
        "grants as an argument": told["grants"],
        "all of it (open_files)": told["open_files"] - empty,
    }
    head = ("part", "CPU ms", "of the results page", "of the dossier page")
    rows = [
        (
            name,
            f"{taken:.3f}",
            f"{taken / told['results']:.1%}",
            f"{taken / told['dossier']:.1%}",
        )
        for name, taken in parts.items()
    ]
    return table(head, rows) + "\n" + _conditions(told["conditions"])


def lists(told: dict[str, dict[str, float]]) -> str:
    """Write what a page costs in a file of 2,000, beside one in a file of 20."""
    head = ("20 of a list of", "20: ms", "2,000: ms", "times", "in PostgreSQL", "aim")
    rows = [
        (
            name,
            f"{one['few']:.2f}",
            f"{one['many']:.2f}",
            f"{one['many'] / one['few']:.2f}",
            f"{one['many_there']:.2f} ms, {one['many_there'] / one['few_there']:.2f} times",
            f"≤ {MOST_TIMES}",
        )
        for name, one in told.items()
    ]
    return table(head, rows)


def trend(told: dict[str, float]) -> str:
    """Write what a course of values costs; the aim is for the drawing of 200."""
    rows = [
        (name, f"{one:.2f}", "< 1" if name == "200: drawing" else "") for name, one in told.items()
    ]
    return table(("points", "ms of the processor", "aim"), rows)


def _conditions(told: dict[str, dict[str, float]]) -> str:
    head = ("statement", "ms in PostgreSQL with the condition", "without")
    rows = [(name, f"{one['with']:.2f}", f"{one['without']:.2f}") for name, one in told.items()]
    return table(head, rows)
