"""Personal data opens only where it was sealed; a key file says plainly what is wrong."""

import base64
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from portal.keys import KeyFileError, RootKey, begin_key_file, read_keys
from portal.vault import SealedValueError, Vault

OLD = RootKey("2024", b"o" * 32)
NEW = RootKey("2025", b"n" * 32)
ROW = UUID(int=7)
BSN = "999990019"


def line(key: RootKey) -> str:
    return f"{key.id}:{base64.urlsafe_b64encode(key.secret).decode()}"


def written(folder: Path, text: str, mode: int = 0o600) -> Path:
    file = folder / "keys"
    file.write_text(text, encoding="utf-8")
    file.chmod(mode)
    return file


def test_what_was_sealed_opens_in_the_same_place() -> None:
    vault = Vault([NEW])
    sealed = vault.seal(b"secret", "person.bsn", ROW)
    assert b"secret" not in sealed
    assert vault.open(sealed, "person.bsn", ROW) == b"secret"


def test_the_same_value_is_sealed_differently_every_time() -> None:
    vault = Vault([NEW])
    assert len({vault.seal(b"x", "person.bsn", ROW) for _ in range(100)}) == 100


@pytest.mark.parametrize(("where", "row"), [("person.bsn", uuid4()), ("letter.pdf", ROW)])
def test_a_value_moved_to_another_row_or_column_does_not_open(where: str, row: UUID) -> None:
    vault = Vault([NEW])
    sealed = vault.seal(b"secret", "person.bsn", ROW)
    with pytest.raises(SealedValueError, match="does_not_open_here"):
        vault.open(sealed, where, row)


def test_a_value_with_any_byte_changed_or_missing_does_not_open() -> None:
    vault = Vault([NEW, OLD])
    sealed = vault.seal(b"secret", "person.bsn", ROW)
    for place in range(len(sealed)):
        damaged = bytearray(sealed)
        damaged[place] ^= 1
        for bad in (bytes(damaged), sealed[:place]):
            with pytest.raises(SealedValueError):
                vault.open(bad, "person.bsn", ROW)


def test_an_older_key_still_opens_and_the_newest_seals() -> None:
    sealed = Vault([OLD]).seal(b"secret", "person.bsn", ROW)
    both = Vault([NEW, OLD])
    assert both.open(sealed, "person.bsn", ROW) == b"secret"
    assert both.seal(b"secret", "person.bsn", ROW)[2:6] == b"2025"
    with pytest.raises(SealedValueError, match="unknown_key"):
        Vault([NEW]).open(sealed, "person.bsn", ROW)


def test_a_person_stored_under_an_older_key_is_found() -> None:
    assert Vault([OLD]).bsn_key(BSN) in Vault([NEW, OLD]).bsn_keys(BSN)
    assert Vault([NEW, OLD]).bsn_key(BSN) == Vault([NEW]).bsn_key(BSN)
    assert Vault([NEW]).bsn_key(BSN) != Vault([OLD]).bsn_key(BSN)


@pytest.mark.parametrize("bad", ["", "99999001", "9999900190", "99999001a", "٩٩٩٩٩٠٠١٩"])
def test_only_nine_digits_are_hashed_and_the_refusal_does_not_repeat_them(bad: str) -> None:
    with pytest.raises(ValueError, match=r"^bsn_not_nine_digits$"):
        Vault([NEW]).bsn_key(bad)


def test_every_purpose_has_a_secret_of_its_own() -> None:
    vault = Vault([NEW, OLD])
    assert vault.secret("csrf") != vault.secret("bsn")
    assert vault.secrets("csrf")[0] == vault.secret("csrf")
    assert len(set(vault.secrets("csrf"))) == 2


def test_the_secret_of_a_key_is_not_in_its_repr() -> None:
    assert "nnn" not in repr(NEW)


def test_a_key_file_is_read_newest_first(tmp_path: Path) -> None:
    file = written(tmp_path, f"# ours\n{line(NEW)}\n\n{line(OLD).rstrip('=')}\n")
    assert read_keys(file) == (NEW, OLD)


def test_a_key_file_that_was_just_begun_can_be_read_and_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    begin_key_file(file)
    (key,) = read_keys(file)
    assert len(key.secret) == 32
    with pytest.raises(FileExistsError):
        begin_key_file(file)
    assert read_keys(file) == (key,)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "holds no key"),
        ("nothing", "is not id:base64url"),
        ("a:tooshort", "is not id:base64url"),
        (f"a b:{'A' * 43}", "is not id:base64url"),
        (f"{line(NEW)}\n{line(NEW)}", "same id"),
        (f"{line(NEW)}\nother{line(NEW)[4:]}", "same key twice"),
        ("é", "plain ASCII"),
        (line(NEW) * 2000, "small ordinary file"),
    ],
)
def test_a_wrong_key_file_is_refused_in_words(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(KeyFileError, match=sentence) as refused:
        read_keys(written(tmp_path, text))
    assert line(NEW)[5:] not in str(refused.value)


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o666, 0o660])
def test_a_key_file_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    with pytest.raises(KeyFileError, match="open to others"):
        read_keys(written(tmp_path, line(NEW), mode))


def test_a_key_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="cannot be read: No such file"):
        read_keys(tmp_path / "absent")


def test_a_folder_is_not_a_key_file(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="not a small ordinary file"):
        read_keys(tmp_path)
