"""Statements of tasks: how one stood from change to change."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from consent.statements import fetch, require_transaction
from publishing.tables import Task


async def history(report: UUID) -> Sequence[Any]:
    """Give how the task of a report stood, the newest first."""
    return await fetch(
        "select tk.id, tk.owner, oe.name as owner_name, tk.body, tk.due_on, tk.discussed_on,"
        " tk.is_done, se.name as set_by, tk.set_at, tk.ended_at"
        " from task tk join membership o on o.id = tk.owner join employee oe on oe.id = o.employee"
        " join membership s on s.id = tk.set_by join employee se on se.id = s.employee"
        " where tk.report = $1 order by tk.set_at desc, tk.id desc limit 200",
        report,
    )


async def end(report: UUID, at: datetime) -> None:
    """End how the task of a report stands."""
    require_transaction()
    await Task.update({Task.ended_at: at}).where(Task.report == report, Task.ended_at.is_null())


async def add(row: dict[str, Any]) -> None:
    """Write how it stands from now on."""
    require_transaction()
    await Task.insert(Task(**row))
