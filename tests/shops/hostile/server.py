"""A server of raw sockets, for answers that no honest server gives."""

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

from msgspec import Struct

MOST_WAITING = 1 << 16
AT_ONCE = struct.pack("ii", 1, 0)


class Visitor:
    """One connection: what a page does to it. Whatever it does, the connection is closed when it returns."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    async def send(self, *parts: bytes) -> None:
        """Write, and wait until most of it is on its way. Raises OSError when the visitor has left."""
        for part in parts:
            self._writer.write(part)
        await self._writer.drain()

    def reset(self) -> None:
        """Close the connection as a crashed machine's router does: by RST."""
        sock = self._writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self._writer.transport.abort()


Deed = Callable[[Visitor], Awaitable[None]]
Routes = Callable[[str, Mapping[str, str]], Deed]


class Hostile(Struct, frozen=True):
    """A running server: its address, and the path of every request in the order they came."""

    url: str
    asked: list[str]


@contextmanager
def misbehaving(routes: Routes, tls: ssl.SSLContext | None = None) -> Iterator[Hostile]:
    """Serve what `routes` answers to a path and the request's headers, each answer on a connection of its own."""
    asked: list[str] = []
    loop = asyncio.new_event_loop()
    sock = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)  # pytest-playwright may keep a loop running on this one
    thread.start()
    beginning = asyncio.start_server(visits(routes, asked), sock=sock, ssl=tls, limit=MOST_WAITING)
    server = asyncio.run_coroutine_threadsafe(beginning, loop).result()
    try:
        yield Hostile(f"{'https' if tls else 'http'}://127.0.0.1:{sock.getsockname()[1]}/", asked)
    finally:
        asyncio.run_coroutine_threadsafe(ended(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def ended(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def visits(routes: Routes, asked: list[str]) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            asked.append(path)
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
            await routes(path, headers)(Visitor(writer))
        with suppress(OSError, RuntimeError):
            writer.close()

    return visit
