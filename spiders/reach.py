"""Where on the network a shop may lead us. Addresses are judged once a name was looked up; what was judged is what is asked."""

import asyncio
import socket
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

PUBLIC = "public"
LOOPBACK = "loopback"
OTHER = "nobody's"

# The first that fits counts. After IANA's registries of special-purpose addresses (RFC 6890) and RFC 3879.
KINDS = {
    LOOPBACK: ("127.0.0.0/8", "::1/128"),
    "private": ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
    "link-local": ("169.254.0.0/16", "fe80::/10"),
    "shared by a provider's customers": ("100.64.0.0/10",),
    "this host's": ("0.0.0.0/32", "::/128"),
    OTHER: (
        "0.0.0.0/8", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    PUBLIC: ("0.0.0.0/0", "2000::/3"),
}
NETWORKS = [(kind, ip_network(each)) for kind, networks in KINDS.items() for each in networks]
# An IPv4 address is written in the last 32 bits of these: by a socket of both kinds, and by a provider's NAT64 (RFC 6052).
EMBEDDING = tuple(map(ip_network, ("::ffff:0:0/96", "64:ff9b::/96")))


class PrivateAddressError(OSError):
    """A host has no address but such as a shop must not lead to."""


@lru_cache(maxsize=8192)
def kind_of(address: str) -> str:
    """The kind of an address of IPv4 or IPv6: PUBLIC, or one of KINDS. Whatever is no such address is nobody's."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return OTHER
    if any(parsed in network for network in EMBEDDING):
        parsed = IPv4Address(int(parsed) & 0xFFFFFFFF)
    return next((kind for kind, network in NETWORKS if parsed in network), OTHER)


def kind_of_host(url: str) -> str:
    """The kind of address that a user names: `localhost` is this machine, every other name is taken for a public one."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return LOOPBACK
    return kind_of(host) if is_address(host) else PUBLIC


def is_address(host: str) -> bool:
    """Whether a host is written as an address, not as a name."""
    try:
        return bool(ip_address(host.partition("%")[0]))
    except ValueError:
        return False


async def look_up(host: str) -> list[str]:
    """The addresses of a name, in the order of preference. OSError where it has none."""
    found = await asyncio.get_running_loop().getaddrinfo(
        host, None, type=socket.SOCK_STREAM, flags=getattr(socket, "AI_ADDRCONFIG", 0))
    return list(dict.fromkeys(where[0] for *_, where in found))


class Reach:
    """What a shop may lead to: public addresses, and those of the kind that the user named; all where `allow_private`."""

    def __init__(self, shop: str, allow_private: bool = False) -> None:
        self.is_open = allow_private
        self.own_kind = kind_of_host(shop)

    def permits(self, address: str) -> bool:
        """Whether an address of IPv4 or IPv6 may be asked."""
        return self.is_open or kind_of(address) in (PUBLIC, self.own_kind)

    async def addresses(self, host: str) -> list[str]:
        """The addresses at which a host may be asked. PrivateAddressError where it has others alone, OSError where none."""
        found = [host] if is_address(host) else await look_up(host)
        permitted = [address for address in found if self.permits(address)]
        if found and not permitted:
            raise PrivateAddressError(f"{host} is {kind_of(found[0])}")
        return permitted

    def open_socket(self, where: tuple[int, int, int, str, Sequence]) -> socket.socket:
        """A socket for aiohttp, which asks for one just before it connects to an address, by whichever way it came to it."""
        family, kind, protocol, _, (address, *_) = where
        if not self.permits(address):
            raise PrivateAddressError(f"{address} is {kind_of(address)}")
        return socket.socket(family, kind, protocol)


class Resolver(AbstractResolver):
    """Looks names up for aiohttp, which keeps what it was told for a while."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=address, port=port, family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                          proto=0, flags=socket.AI_NUMERICHOST)
            for address in await self._reach.addresses(host)]

    async def close(self) -> None:
        """Nothing is held."""


ANYWHERE = Reach("", allow_private=True)
