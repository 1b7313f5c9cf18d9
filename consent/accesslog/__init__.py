"""The access log: written where something happens, read by the person it is about."""

from consent.accesslog.choosing import EVERYTHING, Choice, Place, Who
from consent.accesslog.elsewhere import (
    Coverage,
    EventElsewhere,
    System,
    TakenOver,
    coverage,
    take_over,
)
from consent.accesslog.reading import (
    PAGE,
    Line,
    LogCounts,
    Newest,
    Page,
    counts,
    every_line,
    has_line,
    line,
    line_asked_about,
    newest,
    number_lines,
    page,
)
from consent.accesslog.writing import Event, Listener, listening, record, retain_until

__all__ = [
    "EVERYTHING",
    "PAGE",
    "Choice",
    "Coverage",
    "Event",
    "EventElsewhere",
    "Line",
    "Listener",
    "LogCounts",
    "Newest",
    "Page",
    "Place",
    "System",
    "TakenOver",
    "Who",
    "counts",
    "coverage",
    "every_line",
    "has_line",
    "line",
    "line_asked_about",
    "listening",
    "newest",
    "number_lines",
    "page",
    "record",
    "retain_until",
    "take_over",
]
