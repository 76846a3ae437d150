"""Serves a mix from a process of its own, and counts what it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from random import Random
from typing import Any

from msgspec import Struct

from tests.running import FORKING
from tests.shops.hostile.answers import page, text
from tests.shops.hostile.server import Deed, Routes, misbehaving
from tests.shops.hostile.shops import SITEMAPS, rules, urlset
from tests.soak.kinds import BUSY, GOOD, KINDS
from tests.soak.mix import WORDS, Mix, name_of, number_of, path_of, title_of

OF_A_SITEMAP = 20_000
NOT_FOUND = page(b"<h1>Not found</h1><p>There is no such page.", b"Not found", status=404)


class Served(Struct, frozen=True):
    """A running shop: its address, how many requests came, and how many of them for what was asked for before.

    At `calm_url` it stands once more, for an audit that nobody disturbs.
    """

    url: str
    calm_url: str
    asked: Any
    again: Any


@contextmanager
def serving(mix: Mix) -> Iterator[Served]:
    """Serve a mix for as long as this lasts."""
    asked, again = FORKING.Value("Q"), FORKING.Value("Q")
    ours, theirs = FORKING.Pipe()
    process = FORKING.Process(target=serve, args=(mix, asked, again, theirs), daemon=True)
    process.start()
    try:
        yield Served(*ours.recv(), asked, again)
    finally:
        process.kill()
        process.join()


def serve(mix: Mix, asked: Any, again: Any, line: Connection) -> None:
    """What the process does, until it is ended."""
    def count(is_new: bool) -> None:
        asked.value += 1
        again.value += not is_new

    with misbehaving(routes(mix, count)) as shop, misbehaving(routes(mix, lambda _: None)) as calm:
        line.send((shop.url, calm.url))
        line.recv()


def routes(mix: Mix, count: Callable[[bool], None]) -> Routes:
    """What a shop answers; `count` hears of every request whether it is for something new."""
    known: set[str] = set()

    def route(path: str, headers: Mapping[str, str]) -> Deed:
        is_new = path not in known
        known.add(path)
        count(is_new)
        return answer(mix, path, is_new, f"http://{headers.get('host', '')}")

    return route


def answer(mix: Mix, path: str, is_new: bool, host: str) -> Deed:
    """What is answered for a path; `is_new` where it was not asked for before."""
    first, _, rest = path.lstrip("/").partition("/")
    number = number_of(rest.partition("/")[0]) if first else 0
    if number is None or number >= mix.pages:
        return beside(mix, path, host)
    if mix.is_ill(number):
        return KINDS[mix.kind_name(number)].does(path)
    if first == "to":
        return text(b"", 302, Location=path_of(number))
    if path != path_of(number):
        return NOT_FOUND
    return BUSY if is_new and mix.is_moody(number) else sound(mix, number)


def beside(mix: Mix, path: str, host: str) -> Deed:
    """robots.txt, sitemaps, and what pages that misbehave lead to."""
    if path == "/robots.txt":
        parts = range(0, mix.pages, OF_A_SITEMAP)
        named = [*SITEMAPS, *(f"/maps/from-{part}.xml" for part in parts)]
        return rules("".join(f"Sitemap: {host}{name}\n" for name in named).encode())
    if path.startswith("/maps/from-"):
        begin = int(path.removeprefix("/maps/from-").removesuffix(".xml"))
        listed = filter(mix.is_listed, range(begin, min(mix.pages, begin + OF_A_SITEMAP)))
        return text(urlset(*(f"{host}{path_of(number)}".encode() for number in listed)), kind="text/xml")
    return SITEMAPS.get(path) or (GOOD if path in ("/good/1", "/lonely") else NOT_FOUND)


def sound(mix: Mix, number: int) -> Deed:
    """A page as it should be."""
    chance, title = Random(number), title_of(number)
    said = " ".join(chance.choice(WORDS) for _ in range(24))
    named = [*mix.links(number), chance.randrange(mix.pages)]
    links = "".join(f'<li><a href="{path_of(other)}">{title_of(other)}</a></li>' for other in dict.fromkeys(named))
    odd = f'<p><a href="/gone/{name_of(number)}-left">Left</a></p>' if mix.is_gone(number) else ""
    odd += f'<p><a href="/to/{name_of(number)}">The same</a></p>' if mix.is_sent_on(number) else ""
    body = (f'<meta name=viewport content="width=device-width, initial-scale=1"><meta name=description content="{title}: {said}">'
            f'<main><h1>{title}</h1><p>{title} is {said}.</p>{odd}<ul>{links}</ul></main><footer><a href="/">Home</a></footer>')
    return page(body.encode(), title.encode())
