"""The counter behind every skin: goods, carts by session, a log of every request, and orders, of which there must be none.

A skin is a shop front of its own over this counter: a subclass with its own routes, templates and scripts. The counter keeps
what must be the same in all of them, so that one test can ask each whether anything was ordered or left in a cart.
"""

import re
import secrets
import sys
import threading
from collections import Counter as Multiset
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from tests.shops.serving import Answer, Asked, went_to

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><rect width="200" height="200" fill="hsl({hue} 22% 90%)"/>'
    '<path d="M60 {top} h80 l-{lean} {tall} h-{foot} z" fill="hsl({hue} 42% 42%)"/></svg>'
)

Handler = Callable[..., Answer]


class Line(Struct, frozen=True):
    """What one line of a cart is about: a good, and what was chosen of it ("Size M, Blue")."""

    good: str
    chosen: str = ""


class Counter:
    """A shop's memory. Subclasses set `routes` (pattern of a path, methods, name of the handler) and `ordering`.

    A handler is a method that takes what was asked and the pattern's groups, and answers. What no route knows is `not_found`.
    `ordering` is the pattern of the paths that order or pay, `example_orders` are requests that it must know.
    """

    routes: ClassVar[tuple[tuple[str, str, str], ...]] = ()
    ordering: ClassVar[str] = "/checkout/place"
    example_orders: ClassVar[tuple[tuple[str, str], ...]] = (("POST", "/checkout/place"),)
    delay_s: ClassVar[float] = 0.0

    def __init__(self) -> None:
        self.url = ""
        self.log: list[tuple[str, str]] = []
        self.orders: list[tuple[str, str]] = []
        self.carts: dict[str, Multiset[Line]] = {}
        self.added = 0
        self.remembering = threading.Lock()
        folder = Path(sys.modules[type(self).__module__].__file__).parent
        self.templates = Environment(
            loader=FileSystemLoader(folder / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True,
            undefined=StrictUndefined)

    # ---- answering

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request, which is written down; a first visit begins a session."""
        with self.remembering:
            self.log.append((asked.method, asked.path))
            if re.fullmatch(self.ordering, asked.path):
                self.orders.append((asked.method, asked.path))
        session = asked.cookie or secrets.token_hex(8)
        answer = self._handled(Asked(asked.method, asked.path, asked.query, asked.form, session, asked.agent, asked.body))
        cookie = {} if asked.cookie else {"Set-Cookie": f"session={session}; Path=/; HttpOnly; SameSite=Lax"}
        return Answer(answer.body, answer.status, answer.kind, {**cookie, **answer.headers}, answer.delay_s or self.delay_s)

    def _handled(self, asked: Asked) -> Answer:
        for pattern, methods, handler in self.routes:
            match = re.fullmatch(pattern, asked.path)
            if match and ("GET" if asked.method == "HEAD" else asked.method) in methods.split("|"):
                return getattr(self, handler)(asked, *match.groups())
        return self.not_found(asked)

    def page(self, asked: Asked, template: str, *, status: int = 200, **told: object) -> Answer:
        """One of the skin's own templates; `shop`, `asked` and `cart` are at hand in each."""
        html = self.templates.get_template(template).render(shop=self, asked=asked, cart=self.cart(asked), **told)
        return Answer(html.encode(), status)

    def not_found(self, asked: Asked) -> Answer:
        return Answer(b"<!doctype html><html lang=en><title>Not found</title><h1>Not found</h1></html>", 404)

    def picture(self, asked: Asked, name: str) -> Answer:
        """A drawing of a pot in a colour and shape of its own, for a route like `/pictures/(.+)`."""
        seed = sum(name.encode())
        drawn = PICTURE.format(hue=seed * 47 % 360, top=40 + seed % 50, lean=5 + seed % 20, tall=150 - 40 - seed % 50,
                               foot=80 - 2 * (5 + seed % 20))
        return Answer(drawn.encode(), kind="image/svg+xml", headers={"Cache-Control": "max-age=3600"})

    def thanks(self, asked: Asked) -> Answer:
        """The end of an order, at which no walk ever arrives: `answer` has written it down."""
        return went_to("/")

    # ---- carts

    def cart(self, asked: Asked) -> Multiset[Line]:
        return self.carts.get(asked.cookie, Multiset())

    def put(self, asked: Asked, good: str, chosen: str = "", count: int = 1) -> None:
        with self.remembering:
            self.added += 1
            self.carts.setdefault(asked.cookie, Multiset())[Line(good, chosen)] += count

    def set_count(self, asked: Asked, line: Line, count: int) -> None:
        """Change how many; none takes the line out."""
        with self.remembering:
            cart = self.carts.setdefault(asked.cookie, Multiset())
            if count > 0:
                cart[line] = count
            else:
                cart.pop(line, None)

    @property
    def left_in_carts(self) -> int:
        return sum(cart.total() for cart in self.carts.values())
