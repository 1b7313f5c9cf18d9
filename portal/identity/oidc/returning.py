"""What the browser brings back from the provider: a code, a refusal, or nonsense."""

import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from portal.identity.errors import LoginFailed, cancelled, rejected, retry, unavailable
from portal.identity.oidc.departure import Pending, state_hash
from portal.identity.oidc.discovery import Addresses
from portal.identity.oidc.provider import Provider

LONGEST_LOGIN = timedelta(minutes=15)
CLOCKS_APART = timedelta(minutes=1)
LONGEST_CODE = 2048
LONGEST_STATE = 512
STOPPED = frozenset({"access_denied", "login_required", "interaction_required", "login_cancelled"})
OUT_OF_ORDER = frozenset({"temporarily_unavailable", "server_error"})
# Errors that the log may name: anything else would be whatever the sender made up.
KNOWN = STOPPED | OUT_OF_ORDER | {"invalid_request", "invalid_scope", "unauthorized_client"}


class Returned(msgspec.Struct, frozen=True):
    """The parameters of a return, each at most once; the state finds the login under way."""

    state: str
    code: str | None
    error: str | None
    issuer: str | None


def returned(parameters: Sequence[tuple[str, str]]) -> Returned:
    """
    Read the parameters of a return before anything is looked up.

    An error without state is normal: nl-rdo-max leaves it out when somebody cancels. It ends no
    login under way, since anybody could have sent it.

    Raises:
        LoginFailed: doubled parameters, no state, or an error without one.

    """
    given = dict(parameters)
    if len(given) != len(parameters):
        raise rejected("doubled_parameter")
    state, error = given.get("state"), given.get("error")
    if error is not None and state is None and "code" not in given:
        raise _told(error)
    if not state or len(state) > LONGEST_STATE:
        raise rejected("no_state")
    return Returned(state, given.get("code"), error, given.get("iss"))


def under_way(back: Returned, pending: Pending | None, at: datetime) -> Pending:
    """
    Give the login that this return belongs to (None: this browser has none under way).

    Raises:
        LoginFailed: another login's, or too late.

    """
    if pending is None:
        raise retry("no_login_under_way")
    if not hmac.compare_digest(state_hash(back.state), pending.state_hash):
        raise rejected("state")
    if not -CLOCKS_APART <= at - pending.started_at <= LONGEST_LOGIN:
        raise retry("login_too_old")
    return pending


def code_of(back: Returned) -> str:
    """
    Give the code.

    Raises:
        LoginFailed: the provider says no, or there is no code.

    """
    if back.error is not None:
        raise rejected("code_and_error") if back.code is not None else _told(back.error)
    code = back.code or ""
    if not 0 < len(code) <= LONGEST_CODE or not (code.isascii() and code.isprintable()):
        raise rejected("no_code")
    return code


def require_issuer(back: Returned, provider: Provider, addresses: Addresses) -> None:
    """
    Require the provider's name where it is promised, and that it is the right one where given.

    Raises:
        LoginFailed: an answer that another provider may have made. Source: RFC 9207 §2.4.

    """
    promised = provider.response_iss == "auto" and addresses.names_issuer
    required = provider.response_iss == "require" or promised
    if back.issuer is None and not required:
        return
    if back.issuer != provider.issuer:
        raise rejected("response_iss")


def _told(error: str) -> LoginFailed:
    name = error if error in KNOWN else "other"
    if error in STOPPED:
        return cancelled("provider_says", name)
    return (
        unavailable("provider_says", name)
        if error in OUT_OF_ORDER
        else retry("provider_says", name)
    )
