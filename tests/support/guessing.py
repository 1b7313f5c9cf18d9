"""Whether two kinds of tries can be told apart by how long they take."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Apart:
    """
    What somebody with a clock learns of two kinds of tries.

    `first` and `second` are medians in milliseconds. `chance` is that of a try of the first kind
    taking longer than one of the second: one half tells nothing. `p` is how often tries of one kind
    alone would look as different (Mann-Whitney, both sides, normal approximation).
    """

    first: float
    second: float
    chance: float
    p: float


def apart(first: Sequence[float], second: Sequence[float]) -> Apart:
    """Compare the times, in seconds, of two kinds of tries."""
    ordered = sorted([(one, 0) for one in first] + [(one, 1) for one in second])
    ranks = sum(rank for rank, (_, kind) in enumerate(ordered, 1) if kind == 0)
    here, there = len(first), len(second)
    above = ranks - here * (here + 1) / 2
    spread = math.sqrt(here * there * (here + there + 1) / 12)
    z = (above - here * there / 2) / spread
    medians = (median(first) * 1000, median(second) * 1000)
    return Apart(*medians, above / (here * there), math.erfc(abs(z) / math.sqrt(2)))
