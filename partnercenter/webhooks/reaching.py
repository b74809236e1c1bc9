"""Where an address really leads, and that it leads out into the world: never into our own network.

The name is resolved once and the connection goes to the address that was judged, so that a name that answers
differently the second time (rebinding) reaches nothing.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

Address = IPv4Address | IPv6Address
OUR_OWN_MACHINE = "127.0.0.1"  # for trying it out, in the embedded default alone
NAT64 = IPv6Network("64:ff9b::/96")
LOOKING_UP = 3.0  # seconds


class Unreachable(Exception):
    """The name leads nowhere, or nowhere that may be called; `code` is a value of `posting.Trouble`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def split(url: str) -> SplitResult:
    """The parts of an address. Raises `ValueError` for what is none."""
    parts = urlsplit(url)
    if not parts.hostname or parts.port == 0:
        raise ValueError(url)
    return parts


def is_trial(parts: SplitResult) -> bool:
    """A receiver on this machine: only where the portal runs with its embedded servers."""
    return settings.EMBEDDED and parts.scheme == "http" and parts.hostname == OUR_OWN_MACHINE


def address_for(parts: SplitResult) -> Address:
    """The address to connect to. Raises `Unreachable` (`no_such_host`, `closed_address`)."""
    if is_trial(parts):
        return ip_address(OUR_OWN_MACHINE)
    found = addresses_of(str(parts.hostname))
    if not found:
        raise Unreachable("no_such_host")
    if not all(is_public(each) for each in found):
        raise Unreachable("closed_address")
    return found[0]


def addresses_of(host: str) -> list[Address]:
    """The addresses of a name, IPv4 first; of an address, itself."""
    try:
        return [ip_address(host)]
    except ValueError:
        return [ip_address(each) for kind in ("A", "AAAA") for each in records(host, kind)]


def records(host: str, kind: str) -> Iterable[str]:
    """The records of a kind; none where the name has none or nobody answers in time."""
    from dns.exception import DNSException

    from partnercenter.domains.asking import resolver  # DNS takes memory, and only the worker asks it

    try:
        return [each.address for each in resolver().resolve(host, kind, search=False, lifetime=LOOKING_UP)]
    except (DNSException, OSError):
        return []


def is_public(address: Address) -> bool:
    """Whether it lies in the public network, whatever it is written as."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
