"""Says in sentences what is wrong with settings, keys, providers, mail, database and roles. Changes
nothing. Exit code 0 says that all is well, 1 that somebody has to mend something.
"""

import argparse
import asyncio
import json
import os
from collections.abc import Sequence

import msgspec

from portal.checking.finding import Finding
from portal.checking.installation import findings
from portal.identity.oidc.transport import open_http

WELL, WRONG = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add how to answer."""
    parser.add_argument("--json", action="store_true", help="answer with one JSON object")


def run(chosen: argparse.Namespace) -> int:
    """Check and tell."""
    found = asyncio.run(_found())
    print(_json(found) if chosen.json else _lines(found))
    return WELL if all(one.ok for one in found) else WRONG


async def _found() -> list[Finding]:
    async with open_http() as http:
        return await findings(os.environ, http)


def _json(found: Sequence[Finding]) -> str:
    told = {"ok": all(one.ok for one in found), "findings": msgspec.to_builtins(found)}
    return json.dumps(told, ensure_ascii=False)


def _lines(found: Sequence[Finding]) -> str:
    width = max(len(one.about) for one in found)
    lines = [f"{'ok' if one.ok else 'WRONG':5}  {one.about:{width}}  {one.text}" for one in found]
    count = sum(not one.ok for one in found)
    return "\n".join([*lines, f"Wrong: {count}." if count else "All is well."])
