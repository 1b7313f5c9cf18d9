"""A template sees its page and five names more, and computes nothing."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, FileSystemLoader, meta, nodes

from support.sources import ROOT

TEMPLATES = ROOT / "templates"
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
LAYOUTS = [name for name in ALL if name.startswith("layout/")]
KNOWN = {"page", "t", "url", "csrf", "viewer"}
FILTERS = {"length"}
ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)


@pytest.mark.parametrize("name", ALL)
def test_a_template_reads_only_its_page(name: str) -> None:
    assert meta.find_undeclared_variables(_parsed(name)) <= KNOWN | _set_by_pages(name) | _macros(
        name
    )


@pytest.mark.parametrize("name", ALL)
def test_a_template_computes_nothing_but_a_length(name: str) -> None:
    used = {node.name for node in _parsed(name).find_all(nodes.Filter)}
    assert used <= FILTERS


@pytest.mark.parametrize("name", ALL)
def test_a_template_is_escaped_and_holds_no_code(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:|autoescape", text)
    for script in re.findall(r"<script[^>]*>(.*?)</script>", text, re.DOTALL):
        assert script.strip() == ""


@pytest.mark.parametrize("name", ALL)
def test_every_form_carries_the_token(name: str) -> None:
    forms = _Forms()
    forms.feed((TEMPLATES / name).read_text(encoding="utf-8"))
    assert forms.without_token == []


class _Forms(HTMLParser):
    """Finds forms that post without the token that proves where they come from."""

    def __init__(self) -> None:
        super().__init__()
        self.posting: tuple[int, int] | None = None
        self.without_token: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a form that posts."""
        if tag == "form" and (dict(attrs).get("method") or "").lower() == "post":
            self.posting = self.getpos()

    def handle_data(self, data: str) -> None:
        """Look for the token."""
        if "csrf" in data:
            self.posting = None

    def handle_endtag(self, tag: str) -> None:
        """Keep the place of a form that ended without it."""
        if tag == "form" and self.posting:
            self.without_token.append(self.posting)
            self.posting = None


def _parsed(name: str) -> nodes.Template:
    return ENVIRONMENT.parse((TEMPLATES / name).read_text(encoding="utf-8"))


def _set_by_pages(name: str) -> set[str]:
    # Each page tells its layout which entry of the menu is its own.
    return {"nav"} if name.startswith("layout/") else set()


def _macros(name: str) -> set[str]:
    # A page also sees the macros that its layout imports; one that is chosen late may be any.
    parsed = _parsed(name)
    layouts: set[str] = set()
    for node in parsed.find_all(nodes.Extends):
        chosen = node.template
        layouts |= {chosen.value} if isinstance(chosen, nodes.Const) else set(LAYOUTS)
    own = {node.target for node in parsed.find_all(nodes.Import)}
    return own.union(*map(_macros, layouts))
