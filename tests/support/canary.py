"""Fails a test that lets a number like a BSN into its log, output, addresses or file names.

A pytest plugin. What is logged and printed it reads from pytest's own report; `heard()` adds what
was said elsewhere, such as by another process.
"""

import re
from collections.abc import Generator
from datetime import date
from pathlib import Path

import httpx
import pytest

UUID = re.compile(
    r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE
)
NUMBER = re.compile(r"(?<![0-9A-Za-z])(?<!\d\.)\d{8,9}(?![0-9A-Za-z])")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
SAID: list[str] = []


def suspicious(text: str) -> list[str]:
    """Return the numbers in a text that could be a BSN: 8 or 9 digits that pass the 11-test."""
    found = NUMBER.findall(UUID.sub("", text))
    return [number for number in found if _passes(number) and not _is_date(number)]


def heard(text: str) -> None:
    """Let what was said outside pytest's sight count for the test that runs now."""
    SAID.append(text)


async def on_request(request: httpx.Request) -> None:
    """Hear the address that a test asks for."""
    heard(str(request.url))


async def on_response(response: httpx.Response) -> None:
    """Hear where an answer leads, and how it names a file; not its text."""
    heard(f"{response.headers.get('location')} {response.headers.get('content-disposition')}")


async def on_error(error: Exception, _scope: object) -> None:
    """Hear what an error of the product says of itself."""
    heard(f"{type(error).__name__}: {error}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail the test when something slipped out."""
    report = yield
    texts = [text for _, text in report.sections] + _names(item)
    if report.when == "teardown":
        texts += SAID
        SAID.clear()
    numbers = [number for text in texts for number in suspicious(text)]
    if numbers and report.when == "teardown":
        report.outcome = "failed"
        report.longrepr = f"{len(numbers)} numbers like a BSN slipped out: {_shown(texts)}"
    return report


def _names(item: pytest.Item) -> list[str]:
    folder = getattr(item, "funcargs", {}).get("tmp_path")
    return [path.name for path in Path(folder).rglob("*")] if folder else []


def _shown(texts: list[str]) -> str:
    lines = [line for text in texts for line in text.splitlines() if suspicious(line)]
    return " | ".join(line[:200] for line in lines[:5])


def _passes(number: str) -> bool:
    digits = [int(sign) for sign in number.zfill(9)]
    total = sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return total % 11 == 0 and any(digits)


def _is_date(number: str) -> bool:
    try:
        return len(number) == len("20260304") and 1900 <= date.fromisoformat(number).year < 2100
    except ValueError:
        return False
