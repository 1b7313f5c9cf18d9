"""Questions about a line of one's own log: asked once, answered by a practice within a month."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from consent.accesslog import Line
from consent.errors import Refused
from consent.model import Actor, Grant, Patient, Reason, Standing
from portal.details import queries, reports
from portal.details.model import Report, Told
from portal.vault import Vault


async def ask(vault: Vault, reader: Actor, question: tuple[Patient, Told], at: datetime) -> UUID:
    """
    Ask a practice about a line.

    Raises:
        NotFound: it is not this person's file.
        Refused: asked about this line before, or more than twenty questions in a day.

    """
    file, told = question
    if told.line and await queries.about_line(file.person, told.line):
        raise Refused(Reason.ALREADY_ASKED, file.person, file.practice)
    return await reports.send(vault, reader, file, told, at)


async def about(vault: Vault, grant: Grant) -> dict[UUID, Report]:
    """Give what the owner of this log asked about its lines, by line; to them alone."""
    if grant.standing is not Standing.SELF:
        return {}
    rows = await queries.about_lines(grant.person)
    return {row["line"]: reports.report_of(row, vault) for row in rows}


def practice_to_ask(line: Line, files: Sequence[Patient]) -> Patient:
    """Choose whom to ask: the practice that the line concerns, else the first of this person."""
    return next((one for one in files if one.practice == line.practice), files[0])
