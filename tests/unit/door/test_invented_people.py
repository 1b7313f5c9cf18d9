"""The people of the demo can be told apart, and none of them can be a real one."""

from portal.demo.people import people
from support.canary import suspicious


def test_nobody_in_the_demo_has_the_number_of_another() -> None:
    bsns = [one.bsn for one in people().residents]
    uzi_ids = [one.uzi_id for one in people().staff]
    uras = [one.ura for one in people().practices.values()]
    for numbers in (bsns, uzi_ids, uras):
        assert len(set(numbers)) == len(numbers)


def test_every_bsn_in_the_demo_is_well_formed_and_of_the_test_range() -> None:
    for one in people().residents:
        assert one.bsn.startswith("9999")
        assert suspicious(one.bsn) == [one.bsn]
