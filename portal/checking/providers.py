"""Whether people can be sent to both providers, and what these say could be believed."""

from pathlib import Path

import httpx

from portal import clock
from portal.checking.finding import Finding, well, wrong
from portal.frame.links import PATHS
from portal.identity.doors import SETTINGS
from portal.identity.errors import LoginFailed
from portal.identity.oidc.configuration import ConfigurationError, load_provider
from portal.identity.oidc.discovery import Addresses, Discovery
from portal.identity.oidc.jwks import PublicKey, PublicKeys
from portal.identity.oidc.provider import Provider
from portal.identity.oidc.transport import Transport
from portal.settings import Environment, Settings

ABOUT = "providers"
PUBLISHED = {
    "discovery_unreachable": "cannot be reached",
    "discovery_timeout": "does not answer in time",
    "discovery_issuer": "says that it is another issuer",
    "discovery_status": "has no description of itself at that address",
}


async def findings(settings: Settings, http: httpx.AsyncClient) -> list[Finding]:
    """Look at both."""
    files = (settings.patient_provider, settings.staff_provider)
    return [
        one
        for (route, setting), file in zip(SETTINGS.items(), files, strict=True)
        for one in await _findings(settings, setting, (file, PATHS[route]), http)
    ]


async def _findings(
    settings: Settings, setting: str, place: tuple[Path, str], http: httpx.AsyncClient
) -> list[Finding]:
    file, path = place
    is_development = settings.environment is Environment.DEVELOPMENT
    try:
        provider, _ = load_provider(file, settings.base_url + path, development=is_development)
    except ConfigurationError as error:
        return [wrong(ABOUT, f"{setting}: {error}")]
    transport = Transport(http, provider.timeout, provider.max_bytes)
    discovery, at = Discovery(provider, transport), clock.now()
    try:
        addresses = await discovery.addresses(at)
        keys, _ = await PublicKeys(discovery, transport).known(at)
    except LoginFailed as failure:
        return [wrong(ABOUT, f"{setting}: {provider.issuer} {_why(failure)}.")]
    faults = _faults(provider, addresses, keys)
    return [wrong(ABOUT, f"{setting}: {provider.issuer} {fault}.") for fault in faults] or [
        well(ABOUT, f"{setting}: {provider.issuer} answers and its keys can be used.")
    ]


def _faults(provider: Provider, addresses: Addresses, keys: tuple[PublicKey, ...]) -> list[str]:
    algorithms = {None, *provider.id_token_algs}
    rules = {
        "has no key that checks a signature of id_token_algs": any(
            key.algorithm in algorithms for key in keys
        ),
        "has no address for pushed requests, and par requires one": (
            provider.par != "require" or addresses.par is not None
        ),
        "has no address for userinfo, and userinfo asks for it": (
            provider.userinfo == "none" or addresses.userinfo is not None
        ),
        "does not promise iss with its answers, and response_iss requires it": (
            provider.response_iss != "require" or addresses.names_issuer
        ),
    }
    return [fault for fault, holds in rules.items() if not holds]


def _why(failure: LoginFailed) -> str:
    detail = f" ({failure.detail})" if failure.detail else ""
    return PUBLISHED.get(failure.code, f"cannot be used: {failure.code}") + detail
