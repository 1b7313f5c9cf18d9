"""Tells per file what became of it. Exit code 1: part of it was put aside, with its reason.

Where a file does not say whose it is, because the BSN is masked, --patient states it; that is
written in the access log.
"""

import argparse
import asyncio
import json
import os
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import asyncpg

from consent.register.people import patient_by_number
from consent.register.sources import Source, source_by_name
from portal import clock
from portal.commands import Failure, WrongUse, user_name
from portal.database import opened
from portal.intake.again import Reading, read_again
from portal.intake.delivery import Receipt, deliver, terms_of
from portal.public.health import refusal
from portal.settings import Settings
from portal.texts import DEFAULT, language_of, text
from portal.vault import Vault, open_vault
from publishing.filing import aside
from publishing.filing.desk import Terms
from publishing.filing.health import kept
from publishing.intake.reader import MAX_BYTES
from publishing.receive import Delivery

OK, PUT_ASIDE = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the source, whose file it is, and the files."""
    parser.add_argument("--source", required=True, metavar="NAME", help="who sent the files")
    parser.add_argument(
        "--patient",
        metavar="NUMBER",
        help="dossier number of the file they belong to, where the BSN is masked; it is logged",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per file")
    parser.add_argument(
        "--again",
        action="store_true",
        help="read again what was put aside or kept whole of this source, instead of files",
    )
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")


def run(chosen: argparse.Namespace) -> int:
    """
    Take in the files and tell what became of each.

    Gives 0 when all of it was taken in, 1 when part was put aside.

    Raises:
        WrongUse: what is asked for is not there.
        Failure: the database cannot be used.

    """
    settings = Settings.from_environment(os.environ)
    clock.follow(settings.clock_file)
    try:
        return asyncio.run(_take_in(settings, chosen))
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise Failure(f"The database cannot be used: {type(error).__name__}.") from error


async def _take_in(settings: Settings, chosen: argparse.Namespace) -> int:
    if bool(chosen.files) is chosen.again:
        raise WrongUse("name files, or say --again")
    bodies = [_body(file) for file in chosen.files]
    vault = open_vault(settings)
    terms = terms_of(settings)
    async with opened(settings.database_url, largest=1) as engine:
        reason = await refusal(engine, settings.environment)
        if reason:
            raise Failure(reason)
        source = await source_by_name(chosen.source)
        if source is None:
            raise WrongUse("There is no source of that name.")
        patient = await _stated(source, chosen.patient)
        receipts = [
            await _deliver((file, body), source, patient, vault, terms)
            for file, body in zip(chosen.files, bodies, strict=True)
        ]
        if chosen.again:
            receipts = await _again(source, vault, terms)
    _tell(receipts, as_json=chosen.json)
    return OK if all(_is_whole(receipt) for receipt in receipts) else PUT_ASIDE


def _body(file: Path) -> bytes:
    try:
        with file.open("rb") as opened_file:
            # One byte more than is allowed says enough: the reader answers "too large".
            return opened_file.read(MAX_BYTES + 1)
    except OSError as error:
        raise WrongUse(f"A file cannot be read: {error.strerror}.") from None


async def _stated(source: Source, number: str | None) -> UUID | None:
    if number is None:
        return None
    patient = await patient_by_number(source.practice, number)
    if patient is None:
        raise WrongUse("The practice of this source has no file of that number.")
    return patient


async def _deliver(
    file: tuple[Path, bytes], source: Source, patient: UUID | None, vault: Vault, terms: Terms
) -> Receipt:
    delivery = Delivery(
        source=source,
        body=file[1],
        stated=patient,
        stated_by=user_name() if patient else "",
        terms=terms,
    )
    return await deliver(delivery, vault, clock.now(), file=file[0].name, language=_language())


async def _again(source: Source, vault: Vault, terms: Terms) -> list[Receipt]:
    how = Reading(clock.now(), _language(), terms)
    waits = [await aside.aside(one) for one in await aside.all_waiting(source.id)]
    receipts = [await read_again(vault, one, how) for one in waits if one is not None]
    for message in await kept.messages(source.id):
        found = await aside.aside(message)
        if found is not None:
            receipts.append(await read_again(vault, found, how, await kept.whole(message)))
    return receipts


def _language() -> str:
    return language_of(os.environ.get("LANG", DEFAULT)[:2])


def _is_whole(receipt: Receipt) -> bool:
    return receipt.unreadable is None and not receipt.quarantined


def _tell(receipts: Sequence[Receipt], *, as_json: bool) -> None:
    for receipt in receipts:
        lines = [json.dumps(_plain(receipt), ensure_ascii=False)] if as_json else _lines(receipt)
        print("\n".join(lines))  # noqa: T201 - a command line prints


def _plain(receipt: Receipt) -> dict[str, object]:
    faults = [
        {"path": fault.path, "reason": fault.reason, "text": fault.text} for fault in receipt.faults
    ]
    return {**receipt.told(), "faults": faults}


def _lines(receipt: Receipt) -> list[str]:
    counts = {name: value for name, value in receipt.told().items() if isinstance(value, int)}
    told = text(_language(), "intake.told.counts", **counts)
    faults = [f"  {fault.path}: {fault.text} ({fault.reason})" for fault in receipt.faults]
    return [f"{receipt.file}: {told}", *faults]
