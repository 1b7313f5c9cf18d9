"""From where somebody comes: what a proxy of ours says, and nothing that anybody can write."""

from ipaddress import ip_network

import pytest

from portal.identity.underway.address import origin

PROXIES = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("192.0.2.1", "", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.7", "192.0.2.1"),
        ("10.0.0.2", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.2", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("10.0.0.2", "203.0.113.9, 198.51.100.7, 10.0.0.3", "198.51.100.7"),
        ("fd00::2", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "10.0.0.9", "10.0.0.2"),
        ("10.0.0.2", "<script>", "<script>"),
        ("", "", ""),
    ],
)
def test_only_our_proxy_says_where_somebody_comes_from(
    peer: str, forwarded: str, found: str
) -> None:
    assert origin(peer, forwarded, PROXIES) == found


def test_without_a_proxy_nobody_is_believed() -> None:
    assert origin("10.0.0.2", "198.51.100.7", ()) == "10.0.0.2"
