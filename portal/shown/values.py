"""A determination as it is written, on a page, on paper and in a sheet: its value and its range."""

from portal import words
from publishing.model import Replaced, Result


def figure(result: Result | Replaced, language: str) -> str:
    """Write a value with its comparator, or the words that stand for it."""
    if not result.value:
        return result.value_text
    return f"{result.comparator} {words.decimal(result.value, language)}".strip()


def named(result: Result, language: str) -> str:
    """Name a determination as patients know it, else as the laboratory does."""
    return result.plain.said(language) if result.plain else result.name


def named_twice(result: Result, language: str) -> str:
    """Name a determination as patients know it, with the laboratory's own name beside it."""
    return f"{named(result, language)} ({result.name})" if result.plain else result.name


def written(result: Result | Replaced, language: str) -> str:
    """Write a value with its unit; a value in words has none."""
    return f"{figure(result, language)} {words.unit(result)}".strip()


def limits(result: Result, language: str) -> str:
    """Write the laboratory's own range: its words, or its ends."""
    low, high = (words.decimal(end, language) for end in (result.range.low, result.range.high))
    if result.range.text:
        return result.range.text
    if low and high:
        return f"{low}\u2013{high}"
    return f"\u2265 {low}" if low else f"\u2264 {high}" if high else ""
