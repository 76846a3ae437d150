"""What shops that are served here share: a request, an answer, and the HTTP/1.1 server between the two."""

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

import msgspec
from msgspec import Struct, field


class Asked(Struct, frozen=True):
    """A request. `cookie` is the value of its `session` cookie, `body` what was posted as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    cookie: str
    agent: str
    body: str = ""

    @property
    def json(self) -> dict:
        """What a script posted."""
        return msgspec.json.decode(self.body) if self.body else {}


class Answer(Struct, frozen=True):
    """What the server sends, `delay_s` later."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0


def went_to(place: str, status: int = 302, **headers: str) -> Answer:
    return Answer(status=status, headers={"Location": place, **headers})


def told(data: object, status: int = 200) -> Answer:
    """JSON, for a script."""
    return Answer(msgspec.json.encode(data), status, "application/json")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, answer: Callable[[Asked], Answer], port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.answer = answer
        self.closing = threading.Event()

    def handle_error(self, request, client_address) -> None:
        """A browser that hangs up is no news; all else is a mistake of the shop."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        posted = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode(errors="replace")
        session = SimpleCookie(self.headers.get("Cookie") or "").get("session")
        answer = self.server.answer(Asked(
            self.command, parts.path, dict(parse_qsl(parts.query)), dict(parse_qsl(posted)), session.value if session else "",
            self.headers.get("User-Agent") or "", posted))
        if answer.delay_s:
            self.server.closing.wait(answer.delay_s)
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.kind, "Content-Length": str(len(answer.body)), **answer.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def log_message(self, format: str, *values: object) -> None:
        """The shop keeps its own log."""


Shop = TypeVar("Shop")


@contextmanager
def serving(shop: Shop, answer: Callable[[Asked], Answer], port: int = 0) -> Iterator[Shop]:
    """The shop while it is served on this machine, a thread a connection; its address is `shop.url`, without a closing slash."""
    with Server(answer, port) as server:
        shop.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield shop
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
