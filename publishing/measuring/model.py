"""The words of measurements: one value with what it is part of."""

from uuid import UUID

import msgspec

from publishing.model import Result


class Measurement(msgspec.Struct, frozen=True):
    """
    One value as its patient may see it, with the moment it was taken.

    `topic` is what stands on one page together, `series` what makes one line of a drawing: the
    two numbers of a blood pressure are two series of one topic.
    """

    patient: UUID
    practice_name: str
    topic: str
    series: str
    value: Result

    @property
    def id(self) -> UUID:
        """The value's own number."""
        return self.value.id
