"""What the rules raise when an act is not possible: a reason, no sentence, no status."""

from uuid import UUID

from consent.model import Reason


class ConsentError(Exception):
    """
    An act that the rules do not allow.

    `person` and `practice` say in whose log the refusal belongs; None where nobody may be named.
    """

    def __init__(
        self, reason: Reason, person: UUID | None = None, practice: UUID | None = None
    ) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.person = person
        self.practice = practice


class Refused(ConsentError):  # noqa: N818 - it reads as what happened
    """The policy says no: the act should not have been offered."""


class AlreadyDecided(ConsentError):  # noqa: N818 - idem
    """Somebody was first, or what was looked at has changed; the current state is to be shown."""


class NotFound(ConsentError):  # noqa: N818 - idem
    """No such thing here for this actor; whose it is, is not said."""

    def __init__(self) -> None:
        super().__init__(Reason.NOT_FOUND)
