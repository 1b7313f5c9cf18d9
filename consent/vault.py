"""What the rules may ask of the keys, which live in the portal: seal, open, find a person."""

from typing import Protocol
from uuid import UUID


class Vault(Protocol):
    """Seals personal data for one row; made by the portal and handed in."""

    def seal(self, plain: bytes, where: str, row: UUID) -> bytes:
        """Encrypt for one column ("person.bsn") of one row; elsewhere it does not open."""
        ...

    def open(self, sealed: bytes, where: str, row: UUID) -> bytes:
        """Give back what `seal` was given for the same column and row."""
        ...

    def bsn_keys(self, bsn: str) -> tuple[bytes, ...]:
        """Give the keyed hashes of a BSN (9 digits), the one to store first; any may be stored."""
        ...
