"""The file that describes the mail server, and the sentences that say what is wrong with it."""

from pathlib import Path

import pytest

from portal.post.configuration import mail_server, returns_box
from portal.settings import Environment, Settings, SettingsError

RETURNS = """[returns]
address = "retour+{token}@example.nl"
server = "imap.example"
user = "retour"
"""
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
        (f'{GOOD}[returns]\nserver = "i"', "needs address, server and user"),
    ],
)
def test_what_is_wrong_is_said(file: Path, text: str, sentence: str) -> None:
    file.write_text(text)
    with pytest.raises(SettingsError, match=sentence):
        mail_server(settings(file))


def test_without_a_mail_box_for_reports_nobody_reads_what_comes_back(file: Path) -> None:
    assert returns_box(settings(file)) is None
    assert returns_box(settings(None)) is None


def test_three_lines_will_do_for_what_comes_back(file: Path, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("geheim\n")
    file.write_text(f'{GOOD}{RETURNS}password_file = "{tmp_path / "password"}"\n')
    box = returns_box(settings(file))
    assert box
    assert (box.host, box.port, box.folder, box.user) == ("imap.example", 993, "INBOX", "retour")
    assert (box.address, box.password) == ("retour+{token}@example.nl", "geheim")


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("{token}", "", "address is no mail address with"),
        ("{token}", "{token}{token}", "address is no mail address with"),
        ("retour+", "x" * 23, "at most 22 signs"),
        ('"imap.example"', '""', "no server"),
        ('user = "retour"', 'user = "r"\nfolder = "a\\nb"', "folder is not a plain name"),
        ('user = "retour"', 'user = "r"\nport = 0', "no port"),
        ('user = "retour"', 'user = "r"\nauthorities = "/nowhere"', "authorities"),
        ('user = "retour"', 'user = "r"\nsecret = "x"', "nothing else"),
    ],
)
def test_what_is_wrong_with_the_box_is_said(
    file: Path, before: str, after: str, sentence: str
) -> None:
    file.write_text(GOOD + RETURNS.replace(before, after))
    with pytest.raises(SettingsError, match=sentence):
        returns_box(settings(file))
