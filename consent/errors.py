"""What the rules raise when an act is not possible. They carry a reason, never a sentence or a status."""

from consent.model import Reason


class ConsentError(Exception):
    """An act that the rules do not allow."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Refused(ConsentError):
    """The policy says no: the act should not have been offered."""


class AlreadyDecided(ConsentError):
    """Somebody was first; the current state is to be shown."""

    def __init__(self, reason: Reason = Reason.ALREADY_DECIDED) -> None:
        super().__init__(reason)


class NotFound(Exception):
    """No such thing here for this actor; whose it is, is not said."""
