"""What an installation may choose: every setting with its meaning, and what may not go together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from portal.settings import values
from portal.settings.conflicts import contradictions, unfit_for_production
from portal.settings.describing import limit, told
from portal.settings.values import PREFIX, Environment, Networks, SettingsError

# Read by the tests, not by the product.
NOT_OURS = frozenset({"PORTAL_CHROMIUM"})
OWNER_DATABASE = "OWNER_DATABASE_URL"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """
    The settings of the portal; its repr leaves out addresses that hold a password.

    Each is called PORTAL_ and its name in capitals. `docs/settings.md` is made of what is told
    here (`make documents`).
    """

    database_url: str = field(
        repr=False,
        metadata=told(
            "the PostgreSQL database: `postgresql://role:password@host/name`",
            refused="a role that is a superuser or owns tables; in production the server that the"
            " demo brings along",
        ),
    )
    base_url: str = field(
        metadata=told(
            "the address that people type, such as `https://portaal.example.org`",
            refused="a path behind the name; in production plain http",
        )
    )
    patient_provider: Path = field(
        metadata=told(
            "TOML file that describes the OpenID provider where patients log in"
            " ([providers](providers.md))",
            refused="in production a provider over plain http, on this machine, or the stand-in;"
            " a level below DigiD Midden",
        )
    )
    staff_provider: Path = field(
        metadata=told("the same for employees", refused="as for patients"),
    )
    secret_keys: Path = field(
        metadata=told(
            "file with lines of `id:base64url(32 bytes)`, the newest first; `portal keys new FILE`"
            " makes it",
            refused="a file that others may read; in production the keys of a demo, or one that was"
            " not drawn at random",
        )
    )
    owner_database_url: str | None = field(
        default=None,
        repr=False,
        metadata=told(
            "the same database as its owner; for `portal migrate`, `backup` and `restore` alone",
            absent="those commands do not run",
            refused="the role or another database than that of `PORTAL_DATABASE_URL`",
        ),
    )
    environment: Environment = field(
        default=Environment.PRODUCTION,
        metadata=told("`production` or `development`", absent="`production`"),
    )
    clock_file: Path | None = field(
        default=None,
        metadata=told(
            "file with a time or an offset in seconds that moves the clock",
            absent="the clock of the machine",
            refused="in production",
        ),
    )
    witness_file: Path | None = field(
        default=None,
        metadata=told(
            "file in which the portal notes the newest line of the access log, so that an older"
            " database that was put back is noticed at the start",
            absent="`….witness` beside the keys",
            refused="a file that another setting names",
        ),
    )
    mail: Path | None = field(
        default=None,
        metadata=told(
            "TOML file that describes the server that takes our mail ([mail](mail.md))",
            absent="messages wait in the outbox",
            refused="a file that others may read",
        ),
    )
    security_contact: str | None = field(
        default=None,
        metadata=told(
            "where a leak is reported, for `/.well-known/security.txt`:"
            " `mailto:security@example.org` or an address with https",
            absent="there is no such page",
            refused="anything else",
        ),
    )
    demo: bool = field(
        default=False,
        metadata=told(
            "`yes` says on every page that the people are invented",
            absent="`no`",
            refused="in production",
        ),
    )
    letter_scanner: str | None = field(
        default=None,
        metadata=told(
            "clamd that looks for malware in letters: `host:port`, or the path of its socket;"
            " while it does not answer, no letter is taken in",
            absent="letters are judged, and not scanned",
            refused="anything else",
        ),
    )
    metrics_port: int | None = field(
        default=None,
        metadata=told(
            "port on which `portal serve` shows its figures to Prometheus, at the host of"
            " `--host` ([metrics](metrics.md))",
            absent="nothing is shown",
            refused="the port of the portal itself",
        ),
    )
    documents_at_once: int = field(
        default=2,
        metadata=told(
            "so many long documents (PDF and other files to keep) are made at once; others wait",
            absent="`2`",
            refused="less than 1, more than 50",
        ),
    )

    proxies: Networks = field(
        default=(),
        metadata=told(
            "addresses or networks of the proxy in front, with commas: it says where people come"
            " from, by which logins that are begun are counted",
            absent="everybody comes from where the connection comes from",
            refused="anything else, and all of the internet",
        ),
    )
    employee_idle_minutes: int = limit("minutes without a click until an employee is out", 30, 180)
    employee_session_hours: int = limit("hours until an employee logs in anew", 10, 10)
    patient_idle_minutes: int = limit("minutes without a click until a patient is out", 15, 15)
    patient_session_hours: int = limit("hours until a patient logs in anew", 2, 2)
    saving_minutes: int = limit(
        "minutes after their login in which a patient can take a file home; later they log in anew"
        " for it",
        15,
        120,
    )
    saving_level: int = limit(
        "DigiD level from which that fresh login is not asked for (30 is Hoog; 31 asks everybody)",
        30,
        31,
    )

    def __post_init__(self) -> None:
        """Refuse what may not go together, and in production what is for development."""
        for fault in (*contradictions(self, LIMITS), *unfit_for_production(self)):
            raise SettingsError(fault)

    @property
    def is_https(self) -> bool:
        """Whether people reach the portal over https, and so cookies are Secure."""
        return self.base_url.startswith("https://")

    @property
    def application_role(self) -> str:
        """The name of the role that the application logs in with."""
        return values.role_of(self.database_url)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        """
        Read and check the settings.

        Raises:
            SettingsError: a setting is missing, unknown or malformed.

        """
        given = given_settings(environ)
        return cls(
            database_url=values.database(given, "DATABASE_URL"),
            base_url=values.address(given, "BASE_URL"),
            patient_provider=values.file(given, "PATIENT_PROVIDER"),
            staff_provider=values.file(given, "STAFF_PROVIDER"),
            secret_keys=values.file(given, "SECRET_KEYS"),
            owner_database_url=(
                values.database(given, OWNER_DATABASE) if OWNER_DATABASE in given else None
            ),
            environment=values.environment(given, "ENVIRONMENT"),
            clock_file=values.path(given, "CLOCK_FILE"),
            witness_file=values.path(given, "WITNESS_FILE"),
            mail=values.file(given, "MAIL") if "MAIL" in given else None,
            security_contact=values.contact(given, "SECURITY_CONTACT"),
            demo=values.yes(given, "DEMO"),
            proxies=values.networks(given, "PROXIES"),
            letter_scanner=values.socket(given, "LETTER_SCANNER"),
            metrics_port=values.port(given, "METRICS_PORT"),
            documents_at_once=values.few(given, "DOCUMENTS_AT_ONCE", 2),
            **{
                name: values.number(given, name.upper()) for name in LIMITS if name.upper() in given
            },
        )


LIMITS = {one.name: one.metadata["most"] for one in fields(Settings) if "most" in one.metadata}


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
