"""What is measured: processor time of this process and the most memory it ever had."""

import os
import resource
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import msgspec

TICK = os.sysconf("SC_CLK_TCK")


class Spread(msgspec.Struct, frozen=True):
    """The middle of repeated measurements, with the middle half around it."""

    middle: float
    low: float
    high: float

    def shown(self, digits: int = 2) -> str:
        """Write it as `0.84 (0.82-0.87)`."""
        return f"{self.middle:.{digits}f} ({self.low:.{digits}f}-{self.high:.{digits}f})"


def spread(values: Sequence[float]) -> Spread:
    """Give the median and the quartiles."""
    ordered = sorted(values)
    quarter = len(ordered) // 4
    return Spread(median(ordered), ordered[quarter], ordered[-1 - quarter])


def processor_seconds() -> float:
    """Give the user and system time of this process, all threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def seconds_of(process: int) -> float:
    """Give the user and system time of another process, such as a connection of PostgreSQL."""
    parts = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICK


def peak_megabytes() -> float:
    """Give the most memory this program ever had in use."""
    # The figure of getrusage begins with that of the process that started it.
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024
