"""Answers by the byte: what each does to a visitor who asked for a page."""

import asyncio
import gzip
import random
import zlib

import brotli
import zstandard

from tests.shops.hostile.server import Deed, Visitor

HEAD = b"<!doctype html><html lang=en><title>%s</title><body>"
PAGE = b"<p>A kettle boils water in two minutes, and a lamp lights the desk while it does.</p>"
BOMB = 100_000_000
FOR_EVER_S = 3600
PIECE = bytes(1 << 20)
STATUS = {200: b"OK", 302: b"Found", 403: b"Forbidden", 404: b"Not Found", 429: b"Too Many Requests", 500: b"Error",
          503: b"Unavailable"}


def head(status: int = 200, **headers: str) -> bytes:
    """The head of an answer; `_` in a header's name stands for `-`."""
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return b"HTTP/1.1 %d %s\r\nConnection: close\r\n%s\r\n" % (status, STATUS[status], lines.encode("latin-1"))


def text(body: bytes, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str) -> Deed:
    """An honest answer."""
    async def do(visitor: Visitor) -> None:
        await visitor.send(head(status, **{"Content_Type": kind, "Content_Length": str(len(body)), **headers}), body)

    return do


def page(body: bytes = PAGE, title: bytes = b"A page", **more: object) -> Deed:
    """An honest page."""
    return text(HEAD % title + body, **more)


def redirect(to: str, status: int = 302, **headers: str) -> Deed:
    """A redirect, which need not lead anywhere."""
    return text(b"", status, Location=to, **headers)


def raw(*parts: bytes) -> Deed:
    """These bytes, and no more."""
    async def do(visitor: Visitor) -> None:
        await visitor.send(*parts)

    return do


def packed(body: bytes, encoding: str) -> Deed:
    """A body packed in one of the ways of HTTP."""
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda plain: brotli.compress(plain, quality=1),
            "zstd": zstandard.compress}
    return text(pack[encoding](body), Content_Encoding=encoding)


def bomb(encoding: str) -> Deed:
    """A small answer that unpacks to a hundred megabytes."""
    return packed(HEAD % b"Bomb" + bytes(BOMB), encoding)


async def stall(visitor: Visitor) -> None:
    """Nothing, for ever."""
    await asyncio.sleep(FOR_EVER_S)


async def stall_in_body(visitor: Visitor) -> None:
    """Half a page, then nothing."""
    await visitor.send(head(Content_Type="text/html", Content_Length="5000"), HEAD % b"Half")
    await asyncio.sleep(FOR_EVER_S)


async def drip(visitor: Visitor) -> None:
    """A letter now and then, never the last one."""
    await visitor.send(head(Content_Type="text/html"), HEAD % b"Drip")
    while True:
        await visitor.send(b"a")
        await asyncio.sleep(0.02)


async def reset(visitor: Visitor) -> None:
    """Half a page, then a reset."""
    await visitor.send(head(Content_Type="text/html", Content_Length="5000"), HEAD % b"Reset")
    await asyncio.sleep(0.05)
    visitor.reset()


async def reset_at_once(visitor: Visitor) -> None:
    """A reset in place of an answer."""
    visitor.reset()


async def endless(visitor: Visitor) -> None:
    """A body without end, as fast as it goes."""
    await visitor.send(head(Content_Type="text/html"), HEAD % b"Endless")
    while True:
        await visitor.send(b"<p>more" + PIECE)


async def interim(visitor: Visitor) -> None:
    """Interim answers without end."""
    while True:
        await visitor.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
        await asyncio.sleep(0.001)


async def header_lines(visitor: Visitor) -> None:
    """A million lines of headers."""
    await visitor.send(b"HTTP/1.1 200 OK\r\n")
    for _ in range(100):
        await visitor.send(b"X-A: 1\r\n" * 10_000)


def noise(seed: int) -> bytes:
    """Bytes that mean nothing."""
    return random.Random(seed).randbytes(4000)
