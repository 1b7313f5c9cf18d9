"""What is agreed with one OpenID provider: every field is a key of its configuration file."""

from collections.abc import Mapping
from typing import Literal

import msgspec

_SAML = "urn:oasis:names:tc:SAML:2.0:ac:classes:"
_EIDAS = "http://eidas.europa.eu/LoA/"

# A provider names the level in one of two vocabularies; the application compares one number.
# eIDAS "low" does not tell DigiD Basis from Midden, so it counts as the lower of the two.
LEVELS: Mapping[str, int] = {
    f"{_SAML}PasswordProtectedTransport": 10,
    f"{_SAML}MobileTwoFactorContract": 20,
    f"{_SAML}Smartcard": 25,
    f"{_SAML}SmartcardPKI": 30,
    f"{_EIDAS}low": 10,
    f"{_EIDAS}substantial": 25,
    f"{_EIDAS}high": 30,
}


TokenAuth = Literal["private_key_jwt", "client_secret_basic", "client_secret_post", "none"]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same words in both languages."""

    nl: str
    en: str


class Provider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One client at one provider.

    Times are seconds; `timeout` is that of a whole step of the login, however many calls it takes.
    """

    issuer: str
    client_id: str
    name: Words = Words("DigiD", "DigiD")
    """What the provider is called on our pages."""
    label: Words | None = None
    """The words of the login button; made from the name where absent."""
    redirect_uri: str = ""
    """The address the provider sends people back to; follows from PORTAL_BASE_URL."""
    scopes: tuple[str, ...] = ("openid",)
    token_auth: TokenAuth = "private_key_jwt"  # noqa: S105 - a method
    client_secret: str | None = None
    keys: str | None = None
    """A file with our private keys (JWKS, use sig and enc), relative to the configuration file."""
    signing_alg: str = "PS256"
    assertion_audience: Literal["issuer", "token_endpoint"] = "issuer"
    par: Literal["auto", "require", "never"] = "auto"
    response_iss: Literal["auto", "require", "never"] = "auto"
    id_token_algs: tuple[str, ...] = ("RS256", "PS256", "ES256")
    id_token_encrypted: bool = False
    """True: an ID token that is not encrypted is refused."""
    userinfo: Literal["none", "json", "signed", "encrypted"] = "json"
    userinfo_needs_sub: bool = True
    jwe_algs: tuple[str, ...] = ("RSA-OAEP-256", "RSA-OAEP", "ECDH-ES+A256KW")
    jwe_encs: tuple[str, ...] = ("A256GCM", "A128GCM", "A128CBC-HS256", "A256CBC-HS512")
    acr_values: tuple[str, ...] = ()
    min_level: int = 25
    loa_claims: tuple[str, ...] = ("acr", "loa_authn")
    loa_map: Mapping[str, int] = msgspec.field(default_factory=lambda: dict(LEVELS))
    """Replaces the levels known here as a whole; a value that is not in it counts as 0."""
    bsn_claims: tuple[str, ...] = ("bsn",)
    representation: bool = False
    """True: who acts for another (DigiD Machtigen) is let in; False: they are refused."""
    uzi_claims: tuple[str, ...] = ("uzi_id",)
    extra_authorize: Mapping[str, str] = msgspec.field(default_factory=dict)
    max_auth_age: int | None = None
    always_anew: bool = False
    """
    True: everybody proves who they are at every login, as at DigiD without single sign-on, so
    that no `auth_time` is needed where a fresh login is asked for.
    """
    leeway: int = 60
    timeout: float = 10.0
    max_bytes: int = 256 * 1024

    def button(self) -> Words:
        """Give the words of the login button."""
        made = Words(f"Inloggen met {self.name.nl}", f"Log in with {self.name.en}")
        return self.label or made
