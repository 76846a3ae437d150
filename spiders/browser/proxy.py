"""The browser's only way out where the shop is public: it judges where a host lies before it connects, as the crawl does.

Chromium asks it for the connections of all pages, frames, workers and sockets, by SOCKS5 (RFC 1928): what is said over them is
not touched, and where none is made that is never taken for an answer of the shop.
"""

import asyncio
import socket
from asyncio import IncompleteReadError, StreamReader, StreamWriter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from fnmatch import fnmatch
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohappyeyeballs import start_connection

from spiders.browser.chromium import BROWSERS_OWN_HOSTS
from spiders.reach import LOOPBACK, PrivateAddressError, Reach

VERSION, NO_LOG_IN, CONNECT = 5, 0, 1
NAME, ADDRESS_BYTES = 3, {1: 4, 4: 16}
MADE, NOT_MADE = 0, 1
NOWHERE = bytes([0, 1, 0, 0, 0, 0, 0, 0])

CONNECT_WITHIN_S = 30.0
OTHER_FAMILY_AFTER_S = 0.25  # RFC 8305
PIECE = 65_536

NOT_CONNECTED = "ERR_SOCKS_CONNECTION_FAILED"
KEPT_BACK = "ERR_BLOCKED_BY_CLIENT"
# Why a connection was not made, in the words that Chromium has for it without a proxy.
REASONS = (
    (PrivateAddressError, KEPT_BACK),
    (socket.gaierror, "ERR_NAME_NOT_RESOLVED"),
    (UnicodeError, "ERR_NAME_NOT_RESOLVED"),
    (ConnectionRefusedError, "ERR_CONNECTION_REFUSED"),
    (TimeoutError, "ERR_CONNECTION_TIMED_OUT"),
    (OSError, "ERR_CONNECTION_FAILED"),
)


class Proxy:
    """Connects to where `reach` permits. Each host is looked up once; why the last connection was not made is remembered."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach
        self._known: dict[str, asyncio.Future[list[str]]] = {}
        self._reasons: dict[str, str] = {}
        self._at_work: set[asyncio.Task] = set()
        self.port = 0

    def keeps_from(self, host: str) -> bool:
        """Whether the browser was kept from a host, so that what is missing of it is nobody's fault."""
        return self._reasons.get(host) == KEPT_BACK

    def plainly(self, error: str, url: str) -> str:
        """Chromium's error at an address, as it would be without a proxy."""
        reason = self._reasons.get(urlsplit(url).hostname or "")
        return error.replace(NOT_CONNECTED, reason) if reason else error

    async def open(self) -> asyncio.Server:
        """Listens on this machine alone."""
        server = await asyncio.start_server(self._hear, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def close(self) -> None:
        """Lets every connection go."""
        for task in self._at_work:
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)

    async def _hear(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        self._at_work.add(task)
        with suppress(IncompleteReadError, OSError, ValueError, asyncio.CancelledError):  # a browser that leaves, or who is none
            await self._serve(reader, writer)
        self._at_work.discard(task)
        writer.close()

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        host, port = await greeted(reader, writer)
        try:
            made = await self._connect(host, port)
        except (OSError, UnicodeError) as error:
            self._reasons[host] = next(word for kind, word in REASONS if isinstance(error, kind))
            writer.write(bytes([VERSION, NOT_MADE]) + NOWHERE)
            await writer.drain()
            return
        self._reasons.pop(host, None)
        writer.write(bytes([VERSION, MADE]) + NOWHERE)
        await spliced((reader, writer), await asyncio.open_connection(sock=made))

    async def _connect(self, host: str, port: int) -> socket.socket:
        if any(fnmatch(host, own) for own in BROWSERS_OWN_HOSTS):
            raise PrivateAddressError(f"only the browser itself asks {host}")
        async with asyncio.timeout(CONNECT_WITHIN_S):
            where = [(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "",
                      (address, port)) for address in await self._addresses(host)]
            return await start_connection(
                where, happy_eyeballs_delay=OTHER_FAMILY_AFTER_S, socket_factory=self._reach.open_socket)

    async def _addresses(self, host: str) -> list[str]:
        """Where a host was found and judged the first time."""
        if host not in self._known:
            self._known[host] = asyncio.ensure_future(self._reach.addresses(host))
        try:
            return await asyncio.shield(self._known[host])
        except (OSError, UnicodeError):
            self._known.pop(host, None)
            raise


async def greeted(reader: StreamReader, writer: StreamWriter) -> tuple[str, int]:
    """Host and port that the browser asks for. ValueError where that is no SOCKS5."""
    version, methods = await reader.readexactly(2)
    if version != VERSION or NO_LOG_IN not in await reader.readexactly(methods):
        raise ValueError("no SOCKS5")
    writer.write(bytes([VERSION, NO_LOG_IN]))
    version, command, _, kind = await reader.readexactly(4)
    if version != VERSION or command != CONNECT or kind not in (NAME, *ADDRESS_BYTES):
        raise ValueError("no connection is asked for")
    if kind == NAME:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode("ascii")
    else:
        host = str(ip_address(await reader.readexactly(ADDRESS_BYTES[kind])))
    return host.lower(), int.from_bytes(await reader.readexactly(2))


async def spliced(browser: tuple[StreamReader, StreamWriter], server: tuple[StreamReader, StreamWriter]) -> None:
    """Hand on what either says until one of them has hung up."""
    ways = [asyncio.ensure_future(handed_on(*way)) for way in ((browser[0], server[1]), (server[0], browser[1]))]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        server[1].close()


async def handed_on(reader: StreamReader, writer: StreamWriter) -> None:
    while piece := await reader.read(PIECE):
        writer.write(piece)
        await writer.drain()


@asynccontextmanager
async def proxy_for(reach: Reach, loopback_only: bool = False) -> AsyncIterator[Proxy | None]:
    """The proxy that a browser is started with.

    None where it needs none: the shop is on this machine, all may be asked, or the browser is kept here anyway.
    """
    if reach.is_open or loopback_only or reach.own_kind == LOOPBACK:
        yield None
        return
    proxy = Proxy(reach)
    async with await proxy.open() as server:
        try:
            yield proxy
        finally:
            server.close()
            await proxy.close()
