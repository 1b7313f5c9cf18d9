"""The page on which a letter is added to a file."""

import msgspec

from portal.practice.pages.parts import Button, Fault, Field, Identity, Option


class AddPage(msgspec.Struct, frozen=True):
    """The form; `share` is None for who may add a letter and not accord one."""

    identity: Identity
    file: Field
    file_hint: str
    title: Field
    categories: tuple[Option, ...]
    category_fault: str
    written_on: Field
    author: Field
    explanation: Field
    share: Option | None
    save: Button
    back: str
    faults: tuple[Fault, ...] = ()
