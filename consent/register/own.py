"""What a person reads of themselves that nobody else is shown."""

from uuid import UUID

from consent.bsn import masked
from consent.queries import own as queries
from consent.register.people import BSN_COLUMN
from consent.vault import Vault


async def own_bsn(vault: Vault, person: UUID) -> str:
    """Give the last digits of somebody's BSN; empty when none is known."""
    row = await queries.sealed_bsn(person)
    sealed = row["bsn_sealed"] if row else None
    return masked(vault.open(bytes(sealed), BSN_COLUMN, person).decode()) if sealed else ""
