"""Addresses are made in one place; values never break out of their part of it."""

import pytest

from portal.frame.assets import STATIC, static_path
from portal.frame.links import PATHS, link


def test_values_fill_the_path_and_the_rest_becomes_the_query() -> None:
    assert link("patient.result", id="7") == "/mijn/uitslagen/7"
    assert link("patient.results", voor="7", leeg="", niets=None) == "/mijn/uitslagen?voor=7"


def test_a_value_stays_one_part_of_the_path() -> None:
    assert link("patient.result", id="../x?y#z") == "/mijn/uitslagen/..%2Fx%3Fy%23z"


def test_a_path_without_its_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        link("patient.result")


def test_addresses_are_unique_and_dutch_in_lower_case() -> None:
    assert len(set(PATHS.values())) == len(PATHS)
    assert all(path.startswith("/") and path == path.lower() for path in PATHS.values())


def test_files_stand_under_an_address_of_their_content() -> None:
    assert link("static", file="app.css") == f"{static_path()}/app.css"
    assert (STATIC / "app.css").is_file()
