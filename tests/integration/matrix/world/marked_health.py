"""Marks in medicines, hypersensitivities, vaccinations and measurements: shown, and closed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from consent.model import Section
from consent.sections import SUMMARY
from integration.matrix.world.marked import Marked
from support.kept import item, measurement
from support.stage import START

LONG_AGO = START - timedelta(days=900)


async def open_health(file: Marked, hidden: UUID | None = None) -> None:
    """Fill in what the patient may see; a medicine of a hidden episode is part of it."""
    for section in SUMMARY:
        await _item(file, f"shown {section}", section, shown=True, episode=hidden)
    await _measurement(file, "shown measurement", shown=True)


async def closed_health(file: Marked, hidden: UUID) -> None:
    """Fill in one of everything that stays closed, each for one reason."""
    for section in SUMMARY:
        for name, values in (
            ("hidden", {"visible_to_patient": False}),
            ("superseded", {"superseded_at": START}),
            ("secret", {"confidentiality": "V"}),
        ):
            await _item(file, f"{name} {section}", section, **values)
    old = {"state": "ended", "ended_on": date(2020, 1, 1)}
    await _item(file, "medicine of long ago", Section.MEDICATION, **old)
    desk = await file.contact("desk of measurement", kind="08")
    secret = await file.contact("secret of measurement", confidentiality="V")
    for name, values in (
        ("hidden", {"visible_to_patient": False}),
        ("superseded", {"superseded_at": START}),
        ("secret", {"confidentiality": "V"}),
        ("of hidden episode", {"episode": hidden}),
        ("of unknown episode", {"has_unknown_episode": True}),
        ("of desk work", {"contact": desk}),
        ("of secret contact", {"contact": secret}),
        ("of long ago", {"taken_at": LONG_AGO}),
    ):
        await _measurement(file, f"measurement {name}", **values)


async def _item(
    file: Marked, name: str, section: Section, *, shown: bool = False, **values: Any
) -> None:
    marks = {key: file.mark(f"{name} {key}", shown=shown) for key in ("name", "detail")}
    row = {"source_key": file.mark(f"{name} key"), **marks, **values}
    await item(file.patient, section, **row)


async def _measurement(file: Marked, name: str, *, shown: bool = False, **values: Any) -> None:
    series = file.mark(f"{name} series")
    marks = {key: file.mark(f"{name} {key}", shown=shown) for key in ("name", "value_text")}
    row = {"remark": file.mark(f"{name} remark"), "series": series, "topic": series, **marks}
    number = await measurement(file.patient, "", unit="", code="", **{**row, **values})
    file.ids["m"].append(number)
