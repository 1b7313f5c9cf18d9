"""Every rule about the tables themselves finds what breaks it; the lawful passes."""

from piccolo.columns import UUID, ForeignKey, OnDelete, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from architecture.rules import tables


class Parent(Table):
    """A table without fault."""

    id = UUID(primary_key=True, default=None)


class Child(Table, tablename="child"):
    """A table with a reference that empties, and a constraint of another name."""

    id = UUID(primary_key=True, default=None)
    parent = ForeignKey(Parent, default=None, on_delete=OnDelete.cascade)
    name = Varchar(default=None)
    other_name_key = Unique([name])


def test_a_planted_cascade_is_found() -> None:
    assert tables.cascading([Parent, Child]) == ["child.parent"]


def test_a_planted_name_of_a_constraint_is_found() -> None:
    assert tables.misnamed_constraints([Parent, Child]) == ["other_name_key"]
