"""A reader can hold a file in the head: its size, and what it says of itself."""

from architecture.rules import sizes
from support.sources import ROOT, modules


def test_a_module_is_short() -> None:
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in modules()}
    assert sizes.long_files(texts) == []


def test_a_function_is_short() -> None:
    assert sizes.long_functions(modules()) == []


def test_a_function_takes_few_arguments_by_place() -> None:
    assert sizes.wide_functions(modules()) == []


def test_a_module_says_what_is_decided_in_it() -> None:
    assert sizes.silent_modules(modules()) == []


def test_a_folder_is_seen_at_a_glance() -> None:
    assert sizes.full_folders(modules()) == []
