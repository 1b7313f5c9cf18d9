"""The address of a return: it survives the way, fits a message, and nobody else can write it."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from portal.keys import RootKey
from portal.post.address import LONGEST_NAME, is_address
from portal.post.returns.proof import is_proven, named_in, return_address
from portal.vault import Vault

TEMPLATE = "retour+{token}@portaal.example"
MESSAGE, SENDING = UUID(int=7), uuid4()
OLD, NEW = RootKey("1", b"o" * 32), RootKey("2", b"n" * 32)
VAULT = Vault([OLD])


def address(vault: Vault = VAULT, template: str = TEMPLATE) -> str:
    return return_address(vault, template, MESSAGE, SENDING)


@pytest.mark.parametrize("template", [TEMPLATE, "{token}@retour.example", "a-{token}.b@x.example"])
@pytest.mark.parametrize("way", [str, str.upper, "<{}>".format, "Retour <{}>, a@b.example".format])
def test_an_address_is_found_and_proven_after_its_way(
    template: str, way: Callable[[str], str]
) -> None:
    made = address(template=template)
    found = named_in(template, ["inzage@portaal.example", way(made)])
    assert found
    assert found.message == MESSAGE
    assert is_proven(VAULT, found, SENDING)


def test_it_is_an_address_with_room_for_a_name() -> None:
    made = address(template="x" * 22 + "{token}@portaal.example")
    assert is_address(made)
    assert len(made.partition("@")[0]) == LONGEST_NAME


def test_every_sending_has_its_own() -> None:
    found = named_in(TEMPLATE, [address()])
    assert found
    assert not is_proven(VAULT, found, uuid4())
    assert not is_proven(Vault([NEW]), found, SENDING)


def test_it_holds_while_its_key_is_there() -> None:
    found = named_in(TEMPLATE, [address()])
    assert found
    assert is_proven(Vault([NEW, OLD]), found, SENDING)


def test_no_other_sign_is_proven() -> None:
    made = address()
    start = made.index("+") + 1
    for place in range(start, made.index("@")):
        for sign in "a7":
            other = made[:place] + sign + made[place + 1 :]
            found = named_in(TEMPLATE, [other])
            assert found
            # The last sign holds two bits that say nothing.
            same = (found.message, found.proof) == (
                named_in(TEMPLATE, [made]).message,
                named_in(TEMPLATE, [made]).proof,
            )
            assert is_proven(VAULT, found, SENDING) == same


@pytest.mark.parametrize("text", ["", "retour+@portaal.example", "retour+1890@portaal.example"])
def test_other_addresses_name_nothing(text: str) -> None:
    assert named_in(TEMPLATE, [text, address().replace("portaal", "elders")]) is None
