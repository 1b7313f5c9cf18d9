"""Whether a PDF does something when it is opened, clicked or printed: scripts, programs, files."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

_MOST_PARTS = 1_000_000
# Actions that run something, send something, or open another file. Source: ISO 32000-1, 12.6.4.
_ACTIONS = {
    "/GoTo3DView",
    "/GoToE",
    "/GoToR",
    "/ImportData",
    "/JavaScript",
    "/Launch",
    "/Movie",
    "/Rendition",
    "/RichMediaExecute",
    "/Sound",
    "/SubmitForm",
}
_ANNOTATIONS = {"/3D", "/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound"}
_KEYS = {"/EmbeddedFiles", "/JavaScript", "/XFA"}
_FILES = {"/DOS", "/F", "/Mac", "/UF", "/Unix"}


Entries = Mapping[str, Any]


class TooManyParts(Exception):  # noqa: N818 - it reads as what was found
    """More objects and entries than a letter has."""


def acts(pdf: Pdf) -> bool:
    """
    Whether any dictionary in the file is active; all objects are looked at, also unused ones.

    Raises:
        TooManyParts: before a file made to be endless keeps us busy.
    """
    return any(_is_active(part) for part in _dictionaries(pdf))


def _dictionaries(pdf: Pdf) -> Iterator[Entries]:
    """Every dictionary, those written inside another too; a reference is visited at its target."""
    seen = 0
    for found in pdf.objects:
        waiting: list[Any] = [found]
        while waiting:
            part = waiting.pop()
            if isinstance(part, (Dictionary, Stream)):
                entries = dict(part.items())
                yield entries
                inside: Collection[Any] | Array = entries.values()
            else:
                inside = part if isinstance(part, Array) else []
            seen += 1 + len(inside)
            if seen > _MOST_PARTS:
                raise TooManyParts
            waiting += (value for value in inside if _is_written_here(value))


def _is_written_here(value: Any) -> bool:
    return isinstance(value, (Array, Dictionary)) and not value.is_indirect


def _is_active(part: Entries) -> bool:
    return (
        _named(part, "/S") in _ACTIONS
        or _named(part, "/Subtype") in _ANNOTATIONS
        or _named(part, "/Type") == "/EmbeddedFile"
        or not _KEYS.isdisjoint(part)
        or isinstance(part.get("/JS"), String)
        or _holds_files(part.get("/EF"))
        or _holds_actions(part.get("/AA"))
    )


def _named(part: Entries, key: str) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, Name) else ""


def _holds_files(value: Any) -> bool:
    """A font may be called EF as well: only names of files make it a list of files."""
    return isinstance(value, Dictionary) and any(key in value for key in _FILES)


def _holds_actions(value: Any) -> bool:
    """Actions at opening, closing or printing; a font may be called AA as well."""
    return isinstance(value, Dictionary) and any(
        isinstance(action, Dictionary) and "/S" in action for _, action in value.items()
    )
