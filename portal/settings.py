"""What an installation may choose, read once from the environment; unknown keys are errors."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

PREFIX = "PORTAL_"
# Read by the tests, not by the product.
NOT_OURS = frozenset({"PORTAL_CHROMIUM"})


class SettingsError(ValueError):
    """A setting is missing, unknown or contradicts another; the message is a sentence naming it."""


class Environment(StrEnum):
    """Where the product runs: what helps in development is refused in production."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of the portal; its repr leaves out addresses that hold a password."""

    database_url: str = field(repr=False)
    """PORTAL_DATABASE_URL: the PostgreSQL database, as the role that owns nothing."""
    base_url: str
    """PORTAL_BASE_URL: the address people type, without a final slash; https in production."""
    patient_provider: Path
    """PORTAL_PATIENT_PROVIDER: TOML file of the OpenID provider where patients log in."""
    staff_provider: Path
    """PORTAL_STAFF_PROVIDER: TOML file of the OpenID provider where employees log in."""
    secret_keys: Path
    """PORTAL_SECRET_KEYS: file with lines of id:base64url(32 bytes), the newest first."""
    owner_database_url: str | None = field(default=None, repr=False)
    """PORTAL_OWNER_DATABASE_URL: the same database as its owner; used by `portal migrate` alone."""
    environment: Environment = Environment.PRODUCTION
    """PORTAL_ENVIRONMENT: development or production."""
    clock_file: Path | None = None
    """PORTAL_CLOCK_FILE: a file whose time or offset moves the clock; not in production."""
    witness_file: Path | None = None
    """PORTAL_WITNESS_FILE: where the newest log line is noted; beside the keys when not given."""
    demo: bool = False
    """PORTAL_DEMO: yes or no; a band on every page says that the people are invented."""

    def __post_init__(self) -> None:
        """Refuse what may not go together in production."""
        if self.environment is not Environment.PRODUCTION:
            return
        if self.clock_file:
            raise SettingsError("PORTAL_CLOCK_FILE moves the clock and is refused in production.")
        if self.demo:
            raise SettingsError("PORTAL_DEMO shows invented people and is refused in production.")
        if not self.is_https:
            raise SettingsError("PORTAL_BASE_URL must begin with https:// in production.")

    @property
    def is_https(self) -> bool:
        """Whether people reach the portal over https, and so cookies are Secure."""
        return self.base_url.startswith("https://")

    @property
    def application_role(self) -> str:
        """The name of the role that the application logs in with."""
        return role_of(self.database_url)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """
        Read and check the settings.

        Raises:
            SettingsError: a setting is missing, unknown or malformed.

        """
        given = given_settings(environ)
        return cls(
            database_url=_needed(given, "DATABASE_URL"),
            base_url=_address(_needed(given, "BASE_URL")),
            patient_provider=_file(given, "PATIENT_PROVIDER"),
            staff_provider=_file(given, "STAFF_PROVIDER"),
            secret_keys=_file(given, "SECRET_KEYS"),
            owner_database_url=given.get("OWNER_DATABASE_URL"),
            environment=_environment(given),
            clock_file=Path(given["CLOCK_FILE"]) if "CLOCK_FILE" in given else None,
            witness_file=Path(given["WITNESS_FILE"]) if "WITNESS_FILE" in given else None,
            demo=_yes(given, "DEMO"),
        )


def given_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """
    Return the settings present in the environment, without prefix; empty ones are absent.

    Raises:
        SettingsError: a key with our prefix is not a setting.

    """
    known = {name.upper() for name in Settings.__dataclass_fields__}
    given = {}
    for key, value in environ.items():
        if not key.startswith(PREFIX) or key in NOT_OURS:
            continue
        name = key.removeprefix(PREFIX)
        if name not in known:
            raise SettingsError(f"{key} is not a setting of the portal.")
        if value:
            given[name] = value
    return given


def role_of(database_url: str) -> str:
    """
    Return the user that the address of a database names.

    Raises:
        SettingsError: it names none.

    """
    name = urlsplit(database_url).username
    if not name:
        raise SettingsError(
            "PORTAL_DATABASE_URL must name its role: postgresql://role:...@host/name."
        )
    return unquote(name)


def _needed(given: Mapping[str, str], name: str) -> str:
    if name not in given:
        raise SettingsError(f"{PREFIX}{name} is missing.")
    return given[name]


def _file(given: Mapping[str, str], name: str) -> Path:
    path = Path(_needed(given, name))
    if not path.is_file():
        raise SettingsError(f"{PREFIX}{name} names a file that is not there.")
    return path


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise SettingsError(
            "PORTAL_BASE_URL must look like https://portal.example.org, without a path."
        )
    return url.rstrip("/")


def _environment(given: Mapping[str, str]) -> Environment:
    try:
        return Environment(given.get("ENVIRONMENT", Environment.PRODUCTION))
    except ValueError:
        raise SettingsError("PORTAL_ENVIRONMENT must be development or production.") from None


def _yes(given: Mapping[str, str], name: str) -> bool:
    answer = given.get(name, "no").lower()
    if answer not in {"yes", "no"}:
        raise SettingsError(f"{PREFIX}{name} must be yes or no.")
    return answer == "yes"
