"""A template sees its page and five names more, and computes nothing."""

from collections.abc import Callable

import pytest

from architecture.rules import templates
from architecture.rules.templates import Templates
from support.sources import ROOT

FOLDER = ROOT / "templates"
ALL = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(FOLDER.rglob("*.html"))
}
RULES = (
    templates.unknown_variables,
    templates.computing,
    templates.holding_code,
    templates.forms_without_token,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_template_keeps_the_rule(rule: Callable[[Templates], list[str]]) -> None:
    assert ALL
    assert rule(ALL) == []
