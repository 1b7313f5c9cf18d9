"""Filling in the forms of a page as a browser does: what stands in them is sent along."""

from collections.abc import Mapping
from urllib.parse import urljoin

import httpx
from lxml import html


def fill_in(
    client: httpx.Client, page: httpx.Response, action: str, changes: Mapping[str, str]
) -> httpx.Response:
    """Send the form that can be sent to an address ending so, with these fields changed."""
    form, target = _form(page, action)
    fields: dict[str, list[str]] = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    fields |= {name: [value] for name, value in changes.items()}
    return client.post(urljoin(str(page.url), target), data=fields)


def _form(page: httpx.Response, action: str) -> tuple[html.FormElement, str]:
    for form in html.fromstring(page.text).forms:
        targets = [form.get("action") or "", *form.xpath(".//button/@formaction")]
        for target in targets:
            if target.endswith(action):
                return form, target
    raise AssertionError(f"{page.url} has no form for {action}: {page.text[:2000]}")
