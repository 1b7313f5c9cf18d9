"""A template sees its page and five names more, and computes nothing."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from jinja2 import DictLoader, Environment, meta, nodes

KNOWN = {"page", "t", "url", "csrf", "viewer"}
# Each page tells its layout which entry of the menu is its own.
SET_BY_PAGES = {"nav"}
LAYOUT = "layout/"
FILTERS = {"length"}
CODE = re.compile(r"\sstyle\s*=|<style|\son[a-z]+\s*=|javascript:|autoescape|\|\s*safe\b")
SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)
Templates = Mapping[str, str]


def unknown_variables(templates: Templates) -> list[str]:
    """Find names that a template reads and nobody gives it."""
    return [
        f"{name}: {variable}"
        for name in templates
        for variable in sorted(
            meta.find_undeclared_variables(_parsed(templates, name)) - _given(templates, name)
        )
    ]


def computing(templates: Templates) -> list[str]:
    """Find templates that compute more than a length."""
    return [
        f"{name}: {node.name}"
        for name in templates
        for node in _parsed(templates, name).find_all(nodes.Filter)
        if node.name not in FILTERS
    ]


def holding_code(templates: Templates) -> list[str]:
    """Find style and script in a template: the policy of our headers would refuse them."""
    return [
        name
        for name, text in templates.items()
        if CODE.search(text) or any(script.strip() for script in SCRIPT.findall(text))
    ]


def forms_without_token(templates: Templates) -> list[str]:
    """Find forms that post without the token that proves where they come from."""
    found = []
    for name, text in templates.items():
        forms = _Forms()
        forms.feed(text)
        found += [f"{name}:{line}" for line in forms.without_token]
    return found


class _Forms(HTMLParser):
    """Remembers the lines of forms that post and ended without a token."""

    def __init__(self) -> None:
        super().__init__()
        self.posting: int | None = None
        self.without_token: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a form that posts."""
        if tag == "form" and (dict(attrs).get("method") or "").lower() == "post":
            self.posting = self.getpos()[0]

    def handle_data(self, data: str) -> None:
        """Look for the token."""
        if "csrf" in data:
            self.posting = None

    def handle_endtag(self, tag: str) -> None:
        """Keep the place of a form that ended without it."""
        if tag == "form" and self.posting:
            self.without_token.append(self.posting)
            self.posting = None


def _parsed(templates: Templates, name: str) -> nodes.Template:
    return Environment(loader=DictLoader(dict(templates)), autoescape=True).parse(templates[name])


def _given(templates: Templates, name: str) -> set[str]:
    by_pages = SET_BY_PAGES if name.startswith(LAYOUT) else set()
    return KNOWN | by_pages | _macros(templates, name)


def _macros(templates: Templates, name: str) -> set[str]:
    # A page also sees the macros that its layout imports; one that is chosen late may be any.
    parsed = _parsed(templates, name)
    layouts: set[str] = set()
    for node in parsed.find_all(nodes.Extends):
        chosen = node.template
        late = {one for one in templates if one.startswith(LAYOUT)}
        layouts |= {chosen.value} if isinstance(chosen, nodes.Const) else late
    own = {node.target for node in parsed.find_all(nodes.Import)}
    return own.union(*(_macros(templates, layout) for layout in layouts))
