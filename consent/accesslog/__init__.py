"""The access log: written where something happens, read by the person it is about."""

from consent.accesslog.reading import (
    PAGE,
    Line,
    LogCounts,
    Newest,
    Outline,
    counts,
    has_line,
    lines,
    newest,
    number_lines,
    outline,
    piece,
)
from consent.accesslog.writing import Event, Listener, listening, record, retain_until

__all__ = [
    "PAGE",
    "Event",
    "Line",
    "Listener",
    "LogCounts",
    "Newest",
    "Outline",
    "counts",
    "has_line",
    "lines",
    "listening",
    "newest",
    "number_lines",
    "outline",
    "piece",
    "record",
    "retain_until",
]
