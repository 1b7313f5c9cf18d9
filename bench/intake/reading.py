"""Reading alone, beside the libraries that only take a message apart and keep nothing of it."""

from collections.abc import Callable, Sequence
from statistics import median

import hl7
from fhir.resources.R4B.bundle import Bundle

from bench.meter import processor_seconds
from publishing.intake.reader import read

ROUNDS = 7
READERS: dict[str, dict[str, Callable[[bytes], object]]] = {
    "fhir": {"our reader": read, "fhir.resources": Bundle.model_validate_json},
    "hl7": {"our reader": read, "python-hl7": lambda sent: hl7.parse(sent.decode())},
}


def reading(kind: str, sent: Sequence[bytes]) -> dict[str, float]:
    """Give the milliseconds per message of every reader, in turn, the middle of some rounds."""
    taken: dict[str, list[float]] = {name: [] for name in READERS[kind]}
    for _ in range(ROUNDS):
        for name, reader in READERS[kind].items():
            before = processor_seconds()
            for one in sent:
                reader(one)
            taken[name].append((processor_seconds() - before) * 1000 / len(sent))
    return {name: median(found) for name, found in taken.items()}
