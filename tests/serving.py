"""A small server on this machine whose every answer a test can choose."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from msgspec import Struct, field

HTML = {"Content-Type": "text/html; charset=utf-8"}


class Answer(Struct, frozen=True):
    """What a path answers. `stream` writes to the open connection after the headers, for servers that misbehave."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: HTML)
    stream: Callable[[Any], None] | None = None


Door = Callable[[Mapping[str, str]], Answer | None]


class Served(Struct, frozen=True):
    """A running server: its address, and every request as (method, path) in the order they came, its cookies and headers beside it."""

    url: str
    requests: list[tuple[str, str]]
    cookies: list[str]
    headers: list[Mapping[str, str]]

    def asked(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(1 for _, asked in self.requests if asked == path)


def page(body: str, title: str = "A page", **more: Any) -> Answer:
    """An HTML page."""
    return Answer(f"<!doctype html><html lang=en><title>{title}</title><body>{body}</body></html>".encode(), **more)


def redirect(to: str, status: int = 302, **headers: str) -> Answer:
    """A redirect."""
    return Answer(status=status, headers={"Location": to, **headers})


class Server(ThreadingHTTPServer):
    """A server that keeps quiet about clients that leave."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(routes: Mapping[str, Answer] | Callable[[str], Answer | None], door: Door | None = None,
            host: str = "127.0.0.1") -> Iterator[Served]:
    """Serve routes (a mapping of path and query, or a function of them); what they do not know is 404.

    In a mapping, "HEAD /path" is for that method alone. A `door` sees every request's headers, and may answer instead.
    """
    find = routes if callable(routes) else routes.get
    requests: list[tuple[str, str]] = []
    cookies: list[str] = []
    headers: list[Mapping[str, str]] = []
    server = Server((host, 0), handler(find, door, requests, cookies, headers))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Served(f"http://{host}:{server.server_port}/", requests, cookies, headers)
    finally:
        server.shutdown()
        server.server_close()


def handler(find: Callable[[str], Answer | None], door: Door | None, requests: list[tuple[str, str]], cookies: list[str],
            headers: list[Mapping[str, str]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self) -> None:
            requests.append((self.command, self.path))
            cookies.append(self.headers.get("Cookie", ""))
            headers.append(dict(self.headers))
            kept_out = door(self.headers) if door else None
            own = find(f"HEAD {self.path}") if self.command == "HEAD" else None
            answer = kept_out or own or find(self.path) or page("<h1>Not found</h1>", status=404)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.stream:
                self.send_header("Connection", "close")
                self.end_headers()
                answer.stream(self)
                return
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        do_GET = do_HEAD = do_POST = respond

        def log_message(self, *_: Any) -> None:
            """Be quiet."""

    return Handler
