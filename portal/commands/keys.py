"""Makes the two files of keys that an installation needs, readable by their owner alone. Neither is
ever replaced: what the old keys sealed, or a provider expects, could not be read any more.
"""

import argparse
import json
import os
from pathlib import Path

from joserfc.jwk import KeySet, RSAKey

from portal.commands import Failure
from portal.keys import begin_key_file

# What the Dutch NCSC calls good.
BITS = 3072


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add which of the two, and the file."""
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for name, act, what in (
        ("new", _new, "make the file for PORTAL_SECRET_KEYS"),
        ("client", _client, "make our keys at a login provider, and print their public half"),
    ):
        verb = verbs.add_parser(name, help=what, description=f"{what[0].upper()}{what[1:]}.")
        verb.add_argument("file", type=Path, metavar="FILE")
        verb.set_defaults(act=act)


def run(chosen: argparse.Namespace) -> int:
    """Make the file."""
    try:
        chosen.act(chosen.file)
    except FileExistsError:
        raise Failure(f"{chosen.file} is there already and is never replaced.") from None
    except OSError as error:
        raise Failure(f"{chosen.file} cannot be written: {error.strerror}.") from None
    return 0


def _new(file: Path) -> None:
    begin_key_file(file)
    print(f"The keys are in {file}. Keep a copy of them apart from every backup.")


def _client(file: Path) -> None:
    keys = KeySet([_made(use) for use in ("sig", "enc")])
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        json.dump(keys.as_dict(private=True), out)
    print(json.dumps(keys.as_dict(private=False)))


def _made(use: str) -> RSAKey:
    return RSAKey.generate_key(BITS, {"use": use}, auto_kid=True)
