"""The file that describes the mail server, and the sentences that say what is wrong with it."""

from pathlib import Path

import pytest

from portal.post.configuration import mail_server
from portal.settings import Environment, Settings, SettingsError

GOOD = 'server = "smtp.example"\nfrom = "inzage@example.nl"\n'


def settings(file: Path | None, environment: Environment = Environment.PRODUCTION) -> Settings:
    """Give settings with this file."""
    return Settings(
        database_url="postgresql://portal_app@db.example/portal",
        base_url="https://portaal.example",
        patient_provider=Path("a"),
        staff_provider=Path("b"),
        secret_keys=Path("c"),
        environment=environment,
        mail=file,
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file that only its owner may read."""
    made = tmp_path / "mail.toml"
    made.write_text(GOOD)
    made.chmod(0o600)
    return made


def test_two_lines_will_do(file: Path) -> None:
    server = mail_server(settings(file))
    assert (server.host, server.port, server.sender) == ("smtp.example", 587, "inzage@example.nl")
    assert (server.our_host, server.is_plain_ok) == ("portaal.example", False)


def test_only_development_does_without_encryption(file: Path) -> None:
    assert mail_server(settings(file, Environment.DEVELOPMENT)).is_plain_ok


def test_the_password_may_be_elsewhere(file: Path, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("geheim\n")
    file.write_text(f'{GOOD}user = "u"\npassword_file = "{tmp_path / "password"}"\n')
    assert mail_server(settings(file)).password == "geheim"


def test_without_a_file_it_says_so() -> None:
    with pytest.raises(SettingsError, match="PORTAL_MAIL is missing"):
        mail_server(settings(None))


def test_a_file_that_others_may_read_is_refused(file: Path) -> None:
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="open to others"):
        mail_server(settings(file))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("server", "cannot be read as TOML"),
        ('server = "smtp.example"', "needs server and from"),
        (f'{GOOD}subject = "x"', "nothing else"),
        ('server = ""\nfrom = "inzage@example.nl"', "no server"),
        (f"{GOOD}port = 0", "no port"),
        ('server = "s"\nfrom = "Inzage <a@b.nl>"', "not one mail address"),
        (f'{GOOD}authorities = "/nowhere"', "authorities"),
        (f'{GOOD}password_file = "/nowhere"', "password_file"),
    ],
)
def test_what_is_wrong_is_said(file: Path, text: str, sentence: str) -> None:
    file.write_text(text)
    with pytest.raises(SettingsError, match=sentence):
        mail_server(settings(file))
