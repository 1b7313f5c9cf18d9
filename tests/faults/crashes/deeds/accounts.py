"""Passkeys of accounts: added, taken away, and used to log in."""

from consent.model import Function, Right
from consent.statements import fetch
from faults.crashes.deeds.model import SEE_OTHER, Deed, Sent, post
from faults.crashes.world import PORTAL, Session, World
from portal.accounts import keeping
from portal.accounts.keeping import Account
from portal.accounts.passkeys import ceremony
from portal.accounts.passkeys import keeping as passkeys
from portal.database import transaction
from portal.frame.links import link
from support.authenticator import Authenticator
from support.stage import START

PARTY = ceremony.party_of(PORTAL)


async def _somebody(world: World) -> tuple[Account, Session]:
    employee = await world.stage.employee(Function.ASSISTANT, Right.PATIENTS_CHANGE)
    [row] = await fetch(
        "update membership set door = 'account' where id = $1 returning employee", employee.id
    )
    vault = world.app.state.vault
    async with transaction():
        number = await keeping.make(vault, row["employee"], f"{employee.id}@example.nl", START)
    account = await keeping.by_id(vault, number)
    assert account
    return account, await world.as_employee(employee)


async def _passkey(world: World, account: Account) -> Authenticator:
    key = Authenticator(PORTAL)
    async with transaction():
        question = await passkeys.ask_to_add(PARTY, account, START)
        new = await passkeys.made(PARTY, account.id, key.make(question), START)
        assert new
        await passkeys.add(world.app.state.vault, account.id, new, "Telefoon", START)
    return key


async def _add(world: World) -> Sent:
    account, session = await _somebody(world)
    async with transaction():
        question = await passkeys.ask_to_add(PARTY, account, START)
    made = Authenticator(PORTAL).make(question)
    return post(session, {"name": "Telefoon", "credential": made}, "practice.passkey_add")


async def _remove(world: World) -> Sent:
    account, session = await _somebody(world)
    await _passkey(world, account)
    await _passkey(world, account)
    [first, _] = await passkeys.of_account(world.app.state.vault, account.id)
    return post(session, {}, "practice.passkey_remove", id=first.id)


async def _log_in(world: World) -> Sent:
    account, _ = await _somebody(world)
    key = await _passkey(world, account)
    async with transaction():
        question = await passkeys.ask_to_log_in(PARTY, account.id, START)
    step = keeping.half_way(world.app.state.vault, account.id, START)
    return {
        "method": "POST",
        "url": link("accounts.passkey"),
        "headers": {"cookie": f"portal_step={step}"},
        "data": {"credential": key.sign(question)},
    }


ACCOUNTS = (
    Deed("add a passkey", _add, SEE_OTHER),
    Deed("take a passkey away", _remove, SEE_OTHER),
    # The passkey has signed; then the session begins; then the tries are forgotten.
    Deed("log in with a passkey", _log_in, SEE_OTHER, changes=3),
)
