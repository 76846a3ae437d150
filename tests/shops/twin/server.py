"""Serves the twin on this machine: HTTP/1.1 with connections that stay open, a thread each."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from tests.shops.twin.messages import Asked
from tests.shops.twin.routes import answer
from tests.shops.twin.shop import Shop
from tests.shops.twin.switches import EDITIONS, SWITCHES


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, shop: Shop, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.shop = shop
        self.closing = threading.Event()
        shop.url = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address) -> None:
        """A browser that hangs up is no news; all else is a mistake of the twin."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        posted = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        session = SimpleCookie(self.headers.get("Cookie") or "").get("session")
        told = answer(self.server.shop, Asked(
            self.command, parts.path, dict(parse_qsl(parts.query)), dict(parse_qsl(posted)), session.value if session else "",
            self.headers.get("User-Agent") or ""))
        if told.delay_s:
            self.server.closing.wait(told.delay_s)
        self.send_response(told.status)
        for name, value in {"Content-Type": told.kind, "Content-Length": str(len(told.body)), **told.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(told.body)

    do_HEAD = do_POST = do_GET

    def log_message(self, format: str, *values: object) -> None:
        """The shop keeps its own log."""


@contextmanager
def running(switches: frozenset[str] = frozenset(), edition: str = "well", port: int = 0) -> Iterator[Shop]:
    """The twin in an edition ("well" or "ill") with more switches on; its address is `shop.url`."""
    unknown = switches - set(SWITCHES)
    if unknown:
        raise ValueError(f"The twin has no switch {', '.join(sorted(unknown))}.")
    shop = Shop(EDITIONS[edition] | switches)
    with Server(shop, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield shop
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
