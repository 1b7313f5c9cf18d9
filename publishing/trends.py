"""How a determination went: the values before it that the same patient may see."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from consent.model import Grant
from publishing import rows
from publishing.model import Report, Result
from publishing.queries import trends as queries

LONGEST = 200
NO_COURSES: Mapping[UUID, tuple[Result, ...]] = {}


async def courses(grants: Sequence[Grant], report: Report) -> Mapping[UUID, tuple[Result, ...]]:
    """
    Give the course of each determination of a shown report, in one statement for all.

    Under the id of a result stand the earlier ones with its code and unit in the same file, the
    oldest first, and last that result itself; each has a number and the moment it was taken.
    What has no number, code or moment has no course. At most `LONGEST`, the latest of them.
    """
    if not grants:
        return NO_COURSES
    found: dict[UUID, list[Result]] = {}
    for row in await queries.courses(grants, [one.id for one in report.results], LONGEST):
        found.setdefault(row["course_of"], []).append(rows.result(row))
    return {one: tuple(course) for one, course in found.items()}
