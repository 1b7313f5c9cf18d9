"""What the commands that set up have in common: settings, one transaction, and how they answer."""

import argparse
import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from consent.register.practices import find_practice
from portal import clock
from portal.commands import Failure
from portal.database import opened, transaction
from portal.public.health import refusal
from portal.settings import Settings


class Made(msgspec.Struct, frozen=True):
    """What was made: the facts for a program (`--json`), and the same as lines for a person."""

    facts: dict[str, object]
    lines: tuple[str, ...]


class Occasion(msgspec.Struct, frozen=True):
    """With which arguments and settings something is made, and when."""

    chosen: argparse.Namespace
    settings: Settings
    at: datetime


def add_new(parser: argparse.ArgumentParser, what: str) -> argparse.ArgumentParser:
    """Add the verb `new` to a command, and give its parser."""
    return add_verb(parser.add_subparsers(metavar="new", required=True), "new", what)


def add_verb(verbs: Any, name: str, what: str) -> argparse.ArgumentParser:
    """Add a verb to those of a command, and give its parser."""
    verb: argparse.ArgumentParser = verbs.add_parser(
        name, help=what, description=f"{what[0].upper()}{what[1:]}."
    )
    verb.add_argument("--json", action="store_true", help="answer with one JSON object")
    return verb


def add_practice(parser: argparse.ArgumentParser) -> None:
    """Add at which practice."""
    parser.add_argument(
        "--practice", required=True, metavar="ID", help="the practice: its id, or its URA number"
    )


def make(
    chosen: argparse.Namespace, work: Callable[[Occasion], Awaitable[Made]], twice: str
) -> int:
    """
    Do the work in one transaction and tell what was made.

    `twice` is said when it was there already.

    Raises:
        Failure: it was there already, or the database cannot be used.

    """
    settings = Settings.from_environment(os.environ)
    clock.follow(settings.clock_file)
    occasion = Occasion(chosen, settings, clock.now())
    try:
        made = asyncio.run(_made(occasion, work))
    except asyncpg.UniqueViolationError:
        raise Failure(twice) from None
    except asyncpg.StringDataRightTruncationError:
        raise Failure("One of the texts is too long.") from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise Failure(f"The database cannot be used: {type(error).__name__}.") from None
    print(json.dumps(made.facts, ensure_ascii=False) if chosen.json else "\n".join(made.lines))
    return 0


async def practice_of(occasion: Occasion) -> UUID:
    """
    Find the practice that `--practice` names.

    Raises:
        Failure: there is none.

    """
    practice = await find_practice(occasion.chosen.practice)
    if practice is None:
        raise Failure("There is no practice with that id or URA number.")
    return practice


async def _made(occasion: Occasion, work: Callable[[Occasion], Awaitable[Made]]) -> Made:
    async with opened(occasion.settings.database_url, largest=1) as engine:
        reason = await refusal(engine, occasion.settings.environment)
        if reason:
            raise Failure(reason)
        async with transaction():
            return await work(occasion)
