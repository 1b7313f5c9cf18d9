"""Decision records are numbered once, and every setting is explained."""

import re
from collections import Counter

import pytest

from portal.settings import Settings
from support.sources import ROOT

RECORDS = sorted((ROOT / "docs/decisions").glob("*.md"))


def test_a_number_is_given_once() -> None:
    numbers = Counter(record.name[:4] for record in RECORDS)
    assert [number for number, times in numbers.items() if times > 1] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_a_record_is_numbered_and_titled(record: object) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", record.name)
    assert record.read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", Settings.__dataclass_fields__)
def test_every_setting_is_explained(name: str) -> None:
    assert f"`PORTAL_{name.upper()}`" in (ROOT / "README.md").read_text(encoding="utf-8")
