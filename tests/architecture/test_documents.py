"""Decision records are numbered once, and what is made of the code is what the code is now."""

import re
from collections import Counter
from pathlib import Path

import pytest

from portal.settings import Settings
from support.sources import ROOT
from tools.write_documents import documents, stale

RECORDS = sorted((ROOT / "docs/decisions").glob("*.md"))
SETTING = re.compile(r"PORTAL_[A-Z_]+")
FIGURE = re.compile(r"\bportal_(?!app\b)[a-z_]+")
# What Prometheus puts behind the name of a histogram.
ENDING = re.compile(r"_(bucket|sum|count)$")
# Of the tests, of the containers, and a figure of speech.
NO_SETTINGS = {"PORTAL_CHROMIUM", "PORTAL_HOST", "PORTAL_"}


def test_a_number_is_given_once() -> None:
    numbers = Counter(record.name[:4] for record in RECORDS)
    assert [number for number, times in numbers.items() if times > 1] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_a_record_is_numbered_and_titled(record: object) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", record.name)
    assert record.read_text(encoding="utf-8").startswith("# ")


def test_what_is_made_of_the_code_is_fresh() -> None:
    assert stale(ROOT) == [], "make documents"


def test_a_document_that_is_out_of_date_is_found(tmp_path: Path) -> None:
    (tmp_path / "docs/generated").mkdir(parents=True)
    for name, text in documents().items():
        (tmp_path / name).write_text(f"{text}older\n", encoding="utf-8")
    assert stale(tmp_path) == list(documents())


@pytest.mark.parametrize("name", Settings.__dataclass_fields__)
def test_every_setting_is_explained(name: str) -> None:
    assert f"| `PORTAL_{name.upper()}` |" in documents()["docs/settings.md"]


@pytest.mark.parametrize("file", ["README.md", *(f"docs/{p.name}" for p in ROOT.glob("docs/*.md"))])
def test_every_setting_that_is_written_about_exists(file: str) -> None:
    written = set(SETTING.findall((ROOT / file).read_text(encoding="utf-8")))
    known = {f"PORTAL_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert written - NO_SETTINGS - known == set()


def test_the_readme_leads_to_all_settings() -> None:
    assert "(docs/settings.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_figure_that_is_written_about_exists() -> None:
    written = set(FIGURE.findall((ROOT / "docs/operations.md").read_text(encoding="utf-8")))
    known = set(FIGURE.findall(documents()["docs/metrics.md"]))
    assert written
    assert {ENDING.sub("", name) for name in written} <= {ENDING.sub("", name) for name in known}
