"""What it costs to draw the course of one value: `python -m bench.trend`."""

import json
from datetime import timedelta
from statistics import median
from time import process_time
from uuid import UUID

from portal.shown.trend import History, drawing, trend
from publishing.model import Range, Result, ResultStatus
from support.stage import START

POINTS, ROUNDS = (20, 200), 200


def main() -> None:
    """Draw each in turn, and tell the middle of each in milliseconds of the processor."""
    courses = {points: [_value(one, points) for one in range(points)] for points in POINTS}
    taken: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for points, course in courses.items():
            before = process_time()
            drawing(course, "nl")
            drawn = process_time()
            trend(course[-1], History({course[-1].id: tuple(course)}, is_whole=True), "nl")
            taken.setdefault(f"{points}: drawing", []).append(drawn - before)
            taken.setdefault(f"{points}: with words and table", []).append(process_time() - drawn)
    told = {name: median(found) * 1000 for name, found in taken.items()}
    print(json.dumps(told))  # noqa: T201 - it is the answer


def _value(number: int, points: int) -> Result:
    return Result(
        id=UUID(int=number + 1),
        name="Kalium",
        code="2823-3",
        code_system="loinc",
        comparator="",
        value=f"{4 + number % 30 / 10:.1f}",
        unit="mmol/L",
        value_text="",
        range=Range("4.0", "6.0"),
        lab_flag="",
        flag_text="",
        remark="",
        status=ResultStatus.FINAL,
        taken_at=START - timedelta(days=points - number),
    )


if __name__ == "__main__":
    main()
