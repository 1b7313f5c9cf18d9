"""`portal demo` from nothing: it answers, stops on request, and keeps its data."""

import shutil
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import site


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder that the account of the server may enter."""
    made = Path(tempfile.mkdtemp(prefix="demo-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def test_the_demo_starts_from_nothing_and_keeps_its_data(folder: Path) -> None:
    with site.running(None, folder / "data") as first:
        assert _status(f"{first.portal}/klaar") == 200
        assert "DEMO" in _text(first.portal)
        assert _status(first.provider) == 200
    keys = (folder / "data/secret-keys").read_text()
    with site.running(None, folder / "data") as second:
        assert _status(f"{second.portal}/klaar") == 200
    assert (folder / "data/secret-keys").read_text() == keys
    assert not (folder / "data/postgres/data/postmaster.pid").exists()


def _status(url: str) -> int:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own
        return int(answer.status)


def _text(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own
        return str(answer.read().decode())
