"""Everything that is looked at, in the order in which one thing rests on another."""

from collections.abc import Mapping

import httpx

from portal import clock
from portal.checking import database, mail, providers, scanner
from portal.checking.finding import Finding, well, wrong
from portal.keys import KeyFileError
from portal.settings import Settings, SettingsError
from portal.vault import Vault, open_vault


async def findings(environ: Mapping[str, str], http: httpx.AsyncClient) -> list[Finding]:
    """Look at the whole installation that these settings describe; changes nothing."""
    try:
        settings = Settings.from_environment(environ)
    except SettingsError as error:
        return [wrong("settings", str(error))]
    clock.follow(settings.clock_file)
    about_keys, vault = _keys(settings)
    return [
        well("settings", f"They are those of {settings.environment.value}."),
        about_keys,
        *await providers.findings(settings, http),
        *await mail.findings(settings),
        *await scanner.findings(settings),
        *await database.findings(settings, vault),
    ]


def _keys(settings: Settings) -> tuple[Finding, Vault | None]:
    try:
        return well("keys", "The key file can be used."), open_vault(settings)
    except KeyFileError as error:
        return wrong("keys", str(error)), None
