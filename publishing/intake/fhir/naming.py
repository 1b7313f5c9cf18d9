"""How a person is called in a message: all parts of the name, and the surname that is used."""

from consent.register.names import NameUse, RegisteredName
from publishing.intake.faults import FaultReason
from publishing.intake.tree.node import LONGEST_NAME, Node

PREFIX_LIMIT = 100
NAME_USES = ("official", "usual", "", "nickname")
INITIAL = "IN"
# Source: HL7 assembly order, as the zib NameInformation uses it.
ORDERS = {
    "NL1": NameUse.OWN,
    "NL2": NameUse.PARTNER,
    "NL3": NameUse.PARTNER_OWN,
    "NL4": NameUse.OWN_PARTNER,
}


def name_of(patient: Node) -> RegisteredName:
    """
    Read the name of a Patient, the official one first.

    What the surname says is how somebody is called; its parts count where they agree with it.

    Raises:
        Faulty: there is no name, or none with a surname.

    """
    names = {each.text("use"): each for each in reversed(patient.many("name"))}
    name = next((names[use] for use in NAME_USES if use in names), None)
    if name is None:
        raise patient.faulty(FaultReason.REQUIRED_MISSING, "name")
    return _in_parts(name) or _as_used(name)


def _in_parts(name: Node) -> RegisteredName | None:
    if not _part(name, "own-name"):
        return None
    family = name.text("family")
    for use in _orders(name):
        found = RegisteredName(
            given=_given(name),
            own_prefix=_part(name, "own-prefix"),
            own_family=_part(name, "own-name"),
            partner_prefix=_part(name, "partner-prefix"),
            partner_family=_part(name, "partner-name"),
            use=use,
        )
        if not family or f"{found.used.prefix} {found.used.family}".strip() == family:
            return found
    return None


def _as_used(name: Node) -> RegisteredName:
    family = name.text("family")
    if not family:
        return RegisteredName(given="", own_family=name.text("text") or _missing(name))
    prefixes = (_part(name, "own-prefix"), _part(name, "partner-prefix"))
    prefix = next((each for each in prefixes if each and family.startswith(f"{each} ")), "")
    return RegisteredName(
        given=_given(name), own_prefix=prefix, own_family=family.removeprefix(prefix).strip()
    )


def _orders(name: Node) -> tuple[NameUse, ...]:
    stated = name.extension("humanname-assembly-order")
    order = ORDERS.get(stated.text("valueCode")) if stated else None
    usual = NameUse.OWN_PARTNER if _part(name, "partner-name") else NameUse.OWN
    # Once for each: what is stated comes first.
    return tuple(dict.fromkeys((order or usual, *NameUse)))


def _missing(name: Node) -> str:
    raise name.faulty(FaultReason.REQUIRED_MISSING, "family")


def _given(name: Node) -> str:
    given = name.many("given")
    whole = [each for each in given if _qualifier(each) != INITIAL]
    return " ".join(text for each in whole or given if (text := each.own()))[:300]


def _qualifier(given: Node) -> str:
    stated = given.extension("iso21090-EN-qualifier")
    return stated.text("valueCode") if stated else ""


def _part(name: Node, part: str) -> str:
    family = name.first("family")
    extension = family.extension(f"humanname-{part}") if family else None
    limit = PREFIX_LIMIT if "prefix" in part else LONGEST_NAME
    return extension.text("valueString", limit) if extension else ""
