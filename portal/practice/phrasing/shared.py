"""What the pages of texts, words and names share: their sentences, and who wrote what when."""

from portal.frame.blocks import Badge
from portal.practice.forms.reading import FieldFault
from portal.texts import text


def sentences(faults: tuple[FieldFault, ...], language: str) -> dict[str, str]:
    """Give the sentence per field."""
    return {fault.field: text(language, f"phrasing.fault.{fault.code}") for fault in faults}


def state(language: str, *, is_on: bool, name: str) -> Badge:
    """Say whether something is in use; `name` is which pair of words says so."""
    kind, which = ("ok", "on") if is_on else ("line", "off")
    return Badge(kind, text(language, f"phrasing.{name}.{which}"))


def brief(written: str, longest: int = 90) -> str:
    """Give the beginning of a text on one line."""
    line = " ".join(written.split())
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]} …"
