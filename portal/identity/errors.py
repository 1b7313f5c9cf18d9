"""How a login can fail: five kinds that people notice, and a code that only the log shows."""

from enum import StrEnum


class Kind(StrEnum):
    """What the person in front of the screen has to know of a failed login."""

    CANCELLED = "cancelled"
    """They stopped it themselves at the provider."""
    RETRY = "retry"
    """Too late or out of order; a new attempt helps."""
    REJECTED = "rejected"
    """What the provider said was not good enough."""
    UNAVAILABLE = "unavailable"
    """The provider does not answer as it should; later it may."""
    MISCONFIGURED = "misconfigured"
    """Somebody has to change the configuration, here or at the provider."""


class LoginFailed(Exception):  # noqa: N818 - a login that fails is no programming error
    """A login ended without a person. `code` and `detail` hold no token, no code and no BSN."""

    def __init__(self, kind: Kind, code: str, detail: str = "") -> None:
        super().__init__(f"{kind.value}:{code}" + (f" ({detail})" if detail else ""))
        self.kind = kind
        self.code = code
        self.detail = detail


def cancelled(code: str, detail: str = "") -> LoginFailed:
    """Make the failure of somebody who stopped at the provider."""
    return LoginFailed(Kind.CANCELLED, code, detail)


def retry(code: str, detail: str = "") -> LoginFailed:
    """Make the failure that a new attempt mends."""
    return LoginFailed(Kind.RETRY, code, detail)


def rejected(code: str, detail: str = "") -> LoginFailed:
    """Make the failure of a statement that is not good enough."""
    return LoginFailed(Kind.REJECTED, code, detail)


def unavailable(code: str, detail: str = "") -> LoginFailed:
    """Make the failure of a provider that does not answer as it should."""
    return LoginFailed(Kind.UNAVAILABLE, code, detail)


def misconfigured(code: str, detail: str = "") -> LoginFailed:
    """Make the failure that somebody who manages the installation has to mend."""
    return LoginFailed(Kind.MISCONFIGURED, code, detail)
