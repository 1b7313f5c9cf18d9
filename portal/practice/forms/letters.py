"""The form of one letter: an explanation that may stay empty."""

import msgspec


class AccordForm(msgspec.Struct, frozen=True):
    """
    As posted; an empty explanation means that the patient reads the letter alone.

    `step` is "preview" or nothing.
    """

    explanation: str = ""
    step: str = ""
