"""What an installation may choose, and the sentences that say what is wrong."""

from pathlib import Path

import pytest

from portal.settings import Environment, Settings, SettingsError, role_of

URL = "postgresql://portal%5Fapp:geheim@db.example/portal"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """Give an environment with which production starts."""
    for name in ("patient", "staff", "keys"):
        (tmp_path / name).touch()
    return {
        "PORTAL_DATABASE_URL": URL,
        "PORTAL_BASE_URL": "https://portaal.example/",
        "PORTAL_PATIENT_PROVIDER": str(tmp_path / "patient"),
        "PORTAL_STAFF_PROVIDER": str(tmp_path / "staff"),
        "PORTAL_SECRET_KEYS": str(tmp_path / "keys"),
        "PATH": "/bin",
    }


def test_production_is_the_default(environ: dict[str, str]) -> None:
    settings = Settings.from_environment(environ)
    assert settings.environment is Environment.PRODUCTION
    assert (settings.base_url, settings.is_https) == ("https://portaal.example", True)
    assert (settings.clock_file, settings.demo, settings.owner_database_url) == (None, False, None)


def test_an_unknown_setting_is_named(environ: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="PORTAL_BASEURL is not a setting"):
        Settings.from_environment(environ | {"PORTAL_BASEURL": "x"})


def test_the_browser_of_the_tests_is_no_setting(environ: dict[str, str]) -> None:
    Settings.from_environment(environ | {"PORTAL_CHROMIUM": "/usr/bin/chromium"})


@pytest.mark.parametrize(
    "name", ["DATABASE_URL", "BASE_URL", "PATIENT_PROVIDER", "STAFF_PROVIDER", "SECRET_KEYS"]
)
def test_a_missing_setting_is_named(environ: dict[str, str], name: str) -> None:
    with pytest.raises(SettingsError, match=f"PORTAL_{name} is missing"):
        Settings.from_environment(environ | {f"PORTAL_{name}": ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLOCK_FILE", "/tmp/clock"),
        ("DEMO", "yes"),
        ("BASE_URL", "http://portaal.example"),
        ("BASE_URL", "https://portaal.example/pad"),
        ("BASE_URL", "portaal.example"),
        ("ENVIRONMENT", "staging"),
        ("DEMO", "maybe"),
        ("SECRET_KEYS", "/nowhere"),
    ],
)
def test_production_refuses_what_is_unsafe(environ: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"PORTAL_{name}"):
        Settings.from_environment(environ | {f"PORTAL_{name}": value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "db.example/portal"),
        ("DATABASE_URL", "mysql://portal_app:x@db.example/portal"),
        ("DATABASE_URL", "postgresql://portal_app:x@db.example/"),
        ("DATABASE_URL", "postgresql://db.example/portal"),
        ("OWNER_DATABASE_URL", "postgresql:///portal"),
        ("BASE_URL", "https://portaal.example?x=1"),
        ("BASE_URL", "https://geheim@portaal.example"),
        ("LETTER_SCANNER", "clamd"),
        ("LETTER_SCANNER", "clamd:0"),
        ("METRICS_PORT", "0"),
        ("METRICS_PORT", "http"),
        ("METRICS_PORT", "65536"),
        ("PATIENT_PROVIDER", "/tmp"),
        ("PROXIES", "the proxy"),
        ("PROXIES", "10.0.0.1/8"),
        ("PROXIES", "10.0.0.1,0.0.0.0/0"),
    ],
)
def test_what_is_malformed_is_named(environ: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"PORTAL_{name}") as refused:
        Settings.from_environment(environ | {f"PORTAL_{name}": value})
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("OWNER_DATABASE_URL", URL, "two different roles"),
        ("OWNER_DATABASE_URL", "postgresql://owner:x@db.example/other", "the same database"),
        ("WITNESS_FILE", "keys", "PORTAL_WITNESS_FILE names the same file as PORTAL_SECRET_KEYS"),
        ("SECRET_KEYS", "patient", "the same file as PORTAL_SECRET_KEYS"),
    ],
)
def test_what_contradicts_another_setting_is_named(
    environ: dict[str, str], name: str, value: str, sentence: str
) -> None:
    folder = Path(environ["PORTAL_SECRET_KEYS"]).parent
    given = str(folder / value) if (folder / value).is_file() else value
    with pytest.raises(SettingsError, match=sentence) as refused:
        Settings.from_environment(environ | {f"PORTAL_{name}": given})
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "usual", "most"),
    [
        ("EMPLOYEE_IDLE_MINUTES", 30, 180),
        ("EMPLOYEE_SESSION_HOURS", 10, 10),
        ("PATIENT_IDLE_MINUTES", 15, 15),
        ("PATIENT_SESSION_HOURS", 2, 2),
    ],
)
def test_how_long_somebody_stays_in_may_be_lower_and_never_higher(
    environ: dict[str, str], name: str, usual: int, most: int
) -> None:
    assert getattr(Settings.from_environment(environ), name.lower()) == usual
    for number in (1, most):
        given = environ | {f"PORTAL_{name}": str(number)}
        assert getattr(Settings.from_environment(given), name.lower()) == number
    for wrong in (str(most + 1), "0", "-1", "1.5", "many", "²"):
        with pytest.raises(SettingsError, match=f"PORTAL_{name} must be a number from 1 to {most}"):
            Settings.from_environment(environ | {f"PORTAL_{name}": wrong})


def test_the_figures_are_shown_where_somebody_says_so(environ: dict[str, str]) -> None:
    assert Settings.from_environment(environ).metrics_port is None
    given = environ | {"PORTAL_METRICS_PORT": "9100"}
    assert Settings.from_environment(given).metrics_port == 9100


def test_development_may_move_the_clock_and_show_the_demo(environ: dict[str, str]) -> None:
    moved = {
        "PORTAL_ENVIRONMENT": "development",
        "PORTAL_CLOCK_FILE": "/tmp/clock",
        "PORTAL_DEMO": "yes",
        "PORTAL_BASE_URL": "http://127.0.0.1:8000",
    }
    settings = Settings.from_environment(environ | moved)
    assert (settings.clock_file, settings.demo) == (Path("/tmp/clock"), True)


def test_no_password_stands_in_the_repr(environ: dict[str, str]) -> None:
    given = environ | {"PORTAL_OWNER_DATABASE_URL": "postgresql://owner:zeergeheim@db/portal"}
    assert "geheim" not in repr(Settings.from_environment(given))


def test_the_role_of_the_application_is_in_the_address() -> None:
    assert role_of(URL) == "portal_app"
    with pytest.raises(SettingsError):
        role_of("postgresql:///portal")
