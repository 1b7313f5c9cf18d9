"""Reads who it is from a file or from standard input, as one JSON object: bsn and family, and where
known given, prefix and born (YYYY-MM-DD, YYYY-MM or YYYY). None of it is an argument, because
arguments can be read by everybody on the machine; the BSN is never told back.
"""

import argparse
import sys
from pathlib import Path

import msgspec

from consent import accesslog
from consent.accesslog import Event
from consent.actions import Action
from consent.bsn import InvalidBsn, normalise
from consent.dates import latest_birth_date
from consent.files import facts_of_patient
from consent.model import PersonName
from consent.register.people import NewPerson, enrol, patient_of
from portal.commands import Failure, WrongUse, operator
from portal.commands.new import Made, Occasion, add_new, add_practice, make, practice_of
from portal.vault import open_vault

TWICE = "This person was enrolled by somebody else at the same moment; try again."
LARGEST = 64 * 1024
UNREADABLE = (
    "The person must be one JSON object with bsn and family, and where known given, prefix and"
    " born (YYYY-MM-DD, YYYY-MM or YYYY)."
)


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person as somebody wrote them down."""

    bsn: str
    family: str
    given: str = ""
    prefix: str = ""
    born: str = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add at which practice, and where the person is written."""
    new = add_new(parser, "enrol a patient at a practice")
    add_practice(new)
    new.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="the person as JSON (standard input)"
    )


def run(chosen: argparse.Namespace) -> int:
    """Enrol the person and tell the dossier number."""
    person = read_person(_bytes(chosen.file))

    async def enrolled(occasion: Occasion) -> Made:
        return await _enrol(occasion, person)

    return make(chosen, enrolled, TWICE)


def read_person(body: bytes) -> NewPerson:
    """
    Read a person.

    Raises:
        WrongUse: it is not one; the sentence repeats nothing of it.

    """
    try:
        told = msgspec.json.decode(body, type=Told)
        latest_birth_date(told.born)
        bsn = normalise(told.bsn)
    except InvalidBsn:
        raise WrongUse("What is given as bsn is none: 9 digits that pass the 11-test.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise WrongUse(UNREADABLE) from None
    if not told.family.strip() or len(told.born) not in {0, 4, 7, 10}:
        raise WrongUse(UNREADABLE)
    name = PersonName(told.given.strip(), told.prefix.strip(), told.family.strip())
    return NewPerson(bsn, name, told.born)


async def _enrol(occasion: Occasion, person: NewPerson) -> Made:
    vault = open_vault(occasion.settings)
    practice = await practice_of(occasion)
    known = await patient_of(vault.bsn_keys(person.bsn), practice)
    by, at = operator(practice), occasion.at
    patient = known or await enrol(vault, person, practice, occasion.at)
    facts = await facts_of_patient(patient)
    if facts is None:
        raise Failure("The file that was made cannot be found.")
    event = Event(Action.PATIENT_REGISTER, at, facts.patient.person, practice, patient)
    if known:
        # Nothing is done, but that somebody is enrolled here is told.
        event = Event(Action.PATIENT_REVIEW, at, facts.patient.person, practice, patient)
    await accesslog.record(by, event)
    number = facts.patient.number
    told = "Was enrolled already, under" if known else "Enrolled, under"
    return Made(
        {"patient": str(patient), "number": number, "known": known is not None},
        (f"{told} dossier number {number}.",),
    )


def _bytes(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read(LARGEST)
        with Path(file).open("rb") as opened_file:
            return opened_file.read(LARGEST)
    except OSError as error:
        raise WrongUse(f"The file cannot be read: {error.strerror}.") from None
