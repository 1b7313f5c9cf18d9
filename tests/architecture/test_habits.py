"""What may be done in one place only, or nowhere: grants, the clock, refusals, chance, shells."""

from architecture.rules import one_place, transactions
from support.sources import modules


def test_only_the_policy_makes_a_grant() -> None:
    assert one_place.grants_made(modules()) == []


def test_only_the_clock_reads_the_time() -> None:
    assert one_place.clocks_read(modules()) == []


def test_the_database_is_not_asked_for_the_time() -> None:
    assert one_place.database_clocks_read(modules()) == []


def test_chance_is_for_invented_people() -> None:
    assert one_place.chance_taken(modules()) == []


def test_no_shell_and_no_evaluation() -> None:
    assert one_place.shells_opened(modules()) == []


def test_a_refusal_comes_after_the_transaction() -> None:
    assert transactions.refusals_inside(modules()) == []


def test_no_dependency_yields() -> None:
    assert transactions.yielding_dependencies(modules()) == []


def test_no_value_becomes_sql() -> None:
    assert transactions.values_in_statements(modules()) == []
