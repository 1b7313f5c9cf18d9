"""Names as they are registered, in parts, and the surname somebody goes by."""

from enum import StrEnum

import msgspec

from consent.model import PersonName


class NameUse(StrEnum):
    """Which surname somebody chose. Source: BRP, element 61.10 (E, P, V and N)."""

    OWN = "own"
    PARTNER = "partner"
    PARTNER_OWN = "partner_own"
    OWN_PARTNER = "own_partner"


class RegisteredName(msgspec.Struct, frozen=True, kw_only=True):
    """
    A name in all its parts, byte for byte as it arrived; `partner` parts may be empty.

    Only blanks at the ends of a part are left out, by whoever reads it: they are no part of a name.
    """

    given: str
    own_prefix: str = ""
    own_family: str
    partner_prefix: str = ""
    partner_family: str = ""
    use: NameUse = NameUse.OWN

    @property
    def used(self) -> PersonName:
        """The name somebody goes by; two surnames are joined, the second with its own prefix."""
        own = (self.own_prefix, self.own_family)
        partner = (self.partner_prefix, self.partner_family)
        match self.use if self.partner_family else NameUse.OWN:
            case NameUse.PARTNER:
                prefix, family = partner
            case NameUse.PARTNER_OWN:
                prefix, family = _joined(partner, own)
            case NameUse.OWN_PARTNER:
                prefix, family = _joined(own, partner)
            case _:
                prefix, family = own
        return PersonName(self.given, prefix, family)

    @property
    def columns(self) -> dict[str, str]:
        """What a person's row keeps of it: the parts, and the name that is used."""
        used = self.used
        return {
            "given": used.given,
            "prefix": used.prefix,
            "family": used.family,
            "own_prefix": self.own_prefix,
            "own_family": self.own_family,
            "partner_prefix": self.partner_prefix,
            "partner_family": self.partner_family,
            "name_use": self.use.value,
        }


def _joined(first: tuple[str, str], second: tuple[str, str]) -> tuple[str, str]:
    return first[0], f"{first[1]}-{' '.join(part for part in second if part)}"
