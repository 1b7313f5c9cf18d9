"""A message as fhir.resources reads it: entry by entry, because one bad one drops the whole."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from fhir.resources.R4B import get_fhir_model_class as r4
from fhir.resources.STU3 import get_fhir_model_class as stu3
from lxml import etree
from pydantic import ValidationError

SPACE = "{http://hl7.org/fhir}"
BSN = ("http://fhir.nl/fhir/NamingSystem/bsn", "urn:oid:2.16.840.1.113883.2.4.6.3")
Model = Any


class Opinions:
    """The resources of one message in their order; None where the library refuses one."""

    def __init__(self, body: bytes) -> None:
        self.models = list(_xml(body) if body.lstrip()[:1] == b"<" else _json(body))
        self._known: dict[str, Model] = {}
        for url, model in self.models:
            if model is not None:
                for name in (url, *numbers(model), address_of(model)):
                    self._known.setdefault(name, model)
        self._urls = {id(model): url for url, model in self.models}

    def find(self, reference: Model, holder: Model) -> Model:
        """Find what a reference means; None where it is not in the message."""
        address = (getattr(reference, "reference", None) or "").partition("/_history/")[0]
        if address.startswith("#"):
            return next((one for one in every(holder, "contained") if one.id == address[1:]), None)
        by_number = [key(one) for one in every(reference, "identifier")]
        wanted = [address, "/".join(address.split("/")[-2:]), *by_number]
        return next((self._known[one] for one in wanted if one and one in self._known), None)

    def key(self, reference: Model, holder: Model) -> str:
        """Give the identity of what a reference means, as its source would say it."""
        found = self.find(reference, holder)
        if found is not None:
            known = [*numbers(found), self._urls.get(id(found), ""), address_of(found)]
            return next((one for one in known if one), "")
        address = (reference.reference or "").partition("/_history/")[0]
        return address or next(map(key, every(reference, "identifier")), "")

    def keys(self, references: list[Model], holder: Model) -> list[str]:
        """Give the identities of several references, each once."""
        return list(dict.fromkeys(one for ref in references if (one := self.key(ref, holder))))


def every(model: Model, path: str) -> list[Model]:
    """Give everything at the end of a path such as `code.coding.display`; lists are flattened."""
    found = [model]
    for step in path.split("."):
        stepped = [getattr(one, step, None) for one in found]
        found = [
            one
            for each in stepped
            for one in (each if isinstance(each, list) else [each])
            if one is not None
        ]
    return found


def first(model: Model, *paths: str) -> Model:
    """Give the first thing at the end of the first of these paths that leads somewhere."""
    return next((found[0] for path in paths if (found := every(model, path))), None)


def extended(model: Model, name: str) -> Model:
    """Give the extension of this name; None where there is none."""
    found = [one for one in every(model, "extension") if one.url.rsplit("/", 1)[-1] == name]
    return found[0] if found else None


def key(identifier: Model) -> str:
    """Give the identity that an identifier makes."""
    if not (identifier.system or identifier.value) or not identifier.value:
        return ""
    stated = f"{identifier.system or ''}|{identifier.value}".strip()
    return "" if identifier.system in BSN else stated


def numbers(model: Model) -> list[str]:
    """Give the identities that the identifiers of a resource make."""
    stated = [*every(model, "masterIdentifier"), *every(model, "identifier")]
    return [one for each in stated if each.use != "old" and (one := key(each))]


def address_of(model: Model) -> str:
    """Give type and id of a resource, empty without an id."""
    return f"{model.get_resource_type()}/{model.id}" if model.id else ""


def _json(body: bytes) -> Iterator[tuple[str, Model]]:
    # Numbers as they were written: a float would lose the zero of 5.40.
    whole = json.loads(body.decode("utf-8-sig"), parse_float=Decimal)
    alone = [{"resource": whole}]
    for entry in whole.get("entry", []) if whole["resourceType"] == "Bundle" else alone:
        resource = entry.get("resource", {})
        kind = resource.get("resourceType", "")
        yield entry.get("fullUrl", ""), _either(kind, "model_validate", resource)


def _xml(body: bytes) -> Iterator[tuple[str, Model]]:
    top = etree.fromstring(body)
    if top.tag != f"{SPACE}Bundle":
        yield "", _either(top.tag.removeprefix(SPACE), "model_validate_xml", body)
        return
    for entry in top.findall(f"{SPACE}entry"):
        url, resource = entry.find(f"{SPACE}fullUrl"), entry.find(f"{SPACE}resource/*")
        stated = "" if url is None else url.get("value", "")
        if resource is None:
            yield stated, None
        else:
            kind = resource.tag.removeprefix(SPACE)
            yield stated, _either(kind, "model_validate_xml", etree.tostring(resource))


def _either(kind: str, method: str, resource: Any) -> Model:
    for version in (stu3, r4):
        try:
            return getattr(version(kind), method)(resource)
        except (ValidationError, LookupError, ValueError, AssertionError):
            continue
    return None
