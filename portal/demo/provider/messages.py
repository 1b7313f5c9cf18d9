"""Requests and answers in the form that Authlib's server works with."""

from collections.abc import Mapping, Sequence
from typing import Any

from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload, OAuth2Request
from litestar import Response
from litestar.enums import MediaType

FOUND, SEE_OTHER = 302, 303
Fields = Sequence[tuple[str, str]]


class ProviderRequest(OAuth2Request):  # type: ignore[misc]
    """A request with its fields, doubled ones included, so that Authlib can refuse those."""

    def __init__(
        self, method: str, uri: str, headers: Mapping[str, str] | None, fields: Fields
    ) -> None:
        # Authlib refuses plain http. The address decides nothing here, and we are on loopback.
        secure = uri.replace("http://", "https://", 1)
        super().__init__(method, secure, headers=dict(headers or {}))
        self._fields = dict(fields)
        self.payload = BasicOAuth2Payload(self._fields)
        lists: dict[str, list[str]] = {}
        for name, value in fields:
            lists.setdefault(name, []).append(value)
        self.payload._datalist = lists  # noqa: SLF001 - it keeps one value per name otherwise

    @property
    def args(self) -> dict[str, str]:
        """The fields of the address."""
        return self._fields

    @property
    def form(self) -> dict[str, str]:
        """The fields of the form."""
        return self._fields


class ProviderResponse(Response[Any]):
    """An answer whose address Authlib's RFC 9207 extension can read and rewrite."""

    @property
    def location(self) -> str | None:
        """The address that the browser is sent to."""
        return self.headers.get("Location")

    @location.setter
    def location(self, value: str) -> None:
        self.headers["Location"] = value


def response(status: int, body: Any, headers: Sequence[tuple[str, str]]) -> ProviderResponse:
    """Make an answer of what Authlib gives; a redirect after a form is a 303."""
    found = {name: value for name, value in headers if name.lower() != "content-type"}
    is_object = isinstance(body, dict)
    return ProviderResponse(
        content=body or None,
        status_code=SEE_OTHER if status == FOUND else status,
        media_type=MediaType.JSON if is_object else MediaType.TEXT,
        headers=found,
    )
