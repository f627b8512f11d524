"""Which addresses are read, and which may receive."""

from ipaddress import ip_network

import pytest

from credit_graph.domain.webhooks.endpoint import LONGEST, WebhookEndpoint, may_receive
from credit_graph.domain.webhooks.errors import BadWebhookAddressError


@pytest.mark.parametrize(
    ("text", "endpoint", "authority"),
    [
        ("https://a.example/x?y=1", WebhookEndpoint("a.example", 443, "/x?y=1"), "a.example"),
        ("https://A.example:8443", WebhookEndpoint("a.example", 8443, "/"), "a.example:8443"),
        ("https://[2001:db8::1]/h", WebhookEndpoint("2001:db8::1", 443, "/h"), "[2001:db8::1]"),
        ("https://93.184.215.14:1/", WebhookEndpoint("93.184.215.14", 1, "/"), "93.184.215.14:1"),
    ],
)
def test_an_address_is_read_in_its_parts(
    text: str, endpoint: WebhookEndpoint, authority: str
) -> None:
    assert WebhookEndpoint.read(text) == endpoint
    assert endpoint.authority == authority


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("http://a.example/", "begin with https"),
        ("ftp://a.example/", "begin with https"),
        ("https://user:secret@a.example/", "credentials"),
        ("https://@a.example/", "credentials"),
        ("https://a.example/#part", "fragment"),
        ("https://a.example/#", "fragment"),
        ("https:///hook", "RFC 3986"),
        ("https://a.example:0/", "RFC 3986"),
        ("https://a.example/\r\nHost: b", "RFC 3986"),
        ("https://a.example/ x", "RFC 3986"),
        ("https://ä.example/", "RFC 3986"),
        ("https://a.example:99999/", "cannot be read"),
        ("https://[::1/", "cannot be read"),
        ("https://a.example/" + "x" * LONGEST, "characters"),
    ],
)
def test_what_is_no_address_is_refused_and_never_repeated(text: str, why: str) -> None:
    with pytest.raises(BadWebhookAddressError, match=why) as refused:
        WebhookEndpoint.read(text)
    assert "secret" not in str(refused.value)
    assert text not in str(refused.value)


def test_the_numeric_address_takes_the_place_of_the_host() -> None:
    endpoint = WebhookEndpoint("a.example", 8443, "/x?y")
    assert endpoint.at("192.0.2.1") == "https://192.0.2.1:8443/x?y"
    assert endpoint.at("2001:db8::1") == "https://[2001:db8::1]:8443/x?y"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.1.1",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104  # nobody listens
        "224.0.1.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "fd00::1",
        "ff02::1",
        "ff0e::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:a00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::1",
    ],
)
def test_what_is_not_public_does_not_receive(address: str) -> None:
    assert not may_receive(address, ())


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_what_is_public_receives(address: str) -> None:
    assert may_receive(address, ())


def test_a_network_that_is_named_receives_and_no_other_does() -> None:
    allowed = (ip_network("10.1.0.0/16"), ip_network("fd00::/64"))
    assert may_receive("10.1.2.3", allowed)
    assert may_receive("::ffff:10.1.2.3", allowed)
    assert may_receive("fd00::5", allowed)
    assert not may_receive("10.2.2.3", allowed)
    assert not may_receive("fd00:0:0:1::5", allowed)
