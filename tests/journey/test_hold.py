"""The guard that holds requests stands alone here: pages order by every way a browser knows, and no order arrives.

Nothing is chosen or refused by words; Playwright presses whatever `press` is. Each way is tried without the guard as well, or
else its silence would prove nothing.
"""

import asyncio
import threading

import pytest
from msgspec import Struct
from playwright.async_api import Browser, BrowserContext, Error

from tests.journey.chromium import GUARDED, UNGUARDED, Kept
from tests.shops.serving import Answer, Asked, serving, went_to

pytestmark = pytest.mark.slow

PRESS = "<button id=press onclick=\"{}\">Go on</button>"
POSTED = "{method:'POST',body:'x=1'}"
PLACED = '<form method="post" action="{}"><button id="press">Go on</button></form>'

# What the page holds, by the way in which it orders. `press` is pressed where there is one.
WAYS = {
    "a form": PLACED.format("/checkout/place"),
    "a redirect 307 of a form": PLACED.format("/moved/307"),
    "a redirect 308 of a form": PLACED.format("/moved/308"),
    "a redirect of a link": '<a id="press" href="/moved/302">Go on</a>',
    "two redirects of a link": '<a id="press" href="/moved/twice">Go on</a>',
    "a redirect of a script's request": PRESS.format(f"fetch('/moved/307', {POSTED})"),
    "an iframe": '<iframe src="/checkout/place"></iframe>',
    "a form in an iframe": '<iframe src="/posts-itself"></iframe>',
    "an iframe without an address": f"<iframe srcdoc=\"<script>fetch('/orders', {POSTED})</script>\"></iframe>",
    "a frame in a frame": '<iframe src="/frames"></iframe>',
    "a new tab by a link": '<a id="press" target="_blank" href="/checkout/place">Go on</a>',
    "a new tab by a form": PLACED.format("/orders").replace("<form", '<form target="_blank"'),
    "a window of a script": PRESS.format("window.open('/checkout/place')"),
    "a script in a new window": PRESS.format("window.open('/posts-itself')"),
    "a form sent by a script": PRESS.format(
        "const form = document.createElement('form'); form.method = 'post'; form.action = '/orders'; document.body.append(form); form.submit()"),
    "a form sent at once": '<iframe src="/posts-itself"></iframe><meta http-equiv="refresh" content="0;url=/checkout/place">',
    "fetch": PRESS.format(f"fetch('/orders', {POSTED})"),
    "fetch that outlives its page": PRESS.format("fetch('/orders', {method:'POST', keepalive:true}); location = '/elsewhere'"),
    "XMLHttpRequest": PRESS.format("const asked = new XMLHttpRequest(); asked.open('POST', '/orders'); asked.send()"),
    "sendBeacon": PRESS.format("navigator.sendBeacon('/orders', 'x=1')"),
    "sendBeacon at leaving": "<script>addEventListener('pagehide', () => navigator.sendBeacon('/orders', 'x'))</script>"
                             '<a id="press" href="/elsewhere">Go on</a>',
    "a ping of a link": '<a id="press" href="/elsewhere" ping="/orders">Go on</a>',
    "a worker": "<script>new Worker('/worker.js')</script>",
    "a shared worker": "<script>new SharedWorker('/worker.js')</script>",
    "a service worker": "<script>navigator.serviceWorker.register('/worker.js')</script>",
    "a service worker that answers": "<script>navigator.serviceWorker.oncontrollerchange = () => fetch('/elsewhere');"
                                     "navigator.serviceWorker.register('/answers.js')</script>",
    "a web socket": "<script>new WebSocket(`ws://${location.host}/checkout/place`)</script>",
    "a web socket of a frame": '<iframe src="/socket"></iframe>',
    "a web socket of a new window": PRESS.format("window.open('/socket')"),
    "events": "<script>new EventSource('/checkout/place')</script>",
    "a picture": '<img src="/checkout/place">',
    "a style": '<link rel="stylesheet" href="/checkout/place">',
    "a prefetch": '<link rel="prefetch" href="/checkout/place">',
    "a speculation": '<script type="speculationrules">{"prerender": [{"urls": ["/checkout/place"], "eagerness": "immediate"}]}</script>',
    "a speculative prefetch": '<script type="speculationrules">{"prefetch": [{"urls": ["/checkout/place"], "eagerness": "immediate"}]}</script>',
    "a speculation by a script": PRESS.format(
        "const rules = document.createElement('script'); rules.type = 'speculationrules'; rules.textContent = JSON.stringify("
        "{prefetch: [{urls: ['/checkout/place'], eagerness: 'immediate'}]}); document.body.append(rules)"),
    "an object": '<object data="/checkout/place"></object>',
    "a script's module": "<script type='module'>import('/checkout/place')</script>",
}
SCRIPT = "text/javascript"
PAGES = {
    "/moved/307": went_to("/checkout/place", 307),
    "/moved/308": went_to("/orders", 308),
    "/moved/302": went_to("/checkout/place"),
    "/moved/twice": went_to("/moved/302", 307),
    "/posts-itself": Answer(b'<form method="post" action="/orders"></form><script>document.forms[0].submit()</script>'),
    "/frames": Answer(b'<iframe src="/posts-itself"></iframe>'),
    "/worker.js": Answer(b"fetch('/orders', {method: 'POST'})", kind=SCRIPT),
    "/answers.js": Answer(
        b"onactivate = event => event.waitUntil(clients.claim()); oninstall = () => skipWaiting();"
        b"onfetch = event => event.respondWith(fetch('/orders', {method: 'POST'}))", kind=SCRIPT),
    "/socket": Answer(b"<script>new WebSocket(`ws://${location.host}/checkout/place`)</script>"),
}
# There is no request of these to keep back: what would make it is taken out of the page.
NEVER_ASKED = frozenset({"a speculation", "a speculative prefetch", "a speculation by a script"})


class Orders:
    """A server that writes down what would order. `reached` is set by the first."""

    def __init__(self) -> None:
        self.url, self.came, self.reached = "", [], threading.Event()

    def answer(self, asked: Asked) -> Answer:
        if asked.path in ("/orders", "/checkout/place"):
            self.came.append((asked.method, asked.path))
            self.reached.set()
        if asked.path.startswith("/way/"):
            return Answer(f"<!doctype html><title>A way</title><body>{list(WAYS.values())[int(asked.path[5:])]}".encode())
        return PAGES.get(asked.path, Answer(b"<p>Nothing</p>"))


class Outcome(Struct, frozen=True):
    """What arrived at the server, and what the guard kept back."""

    came: list[tuple[str, str]]
    kept_back: list[str]


async def _go(context: BrowserContext, shop: Orders, way: str) -> None:
    page = await context.new_page()
    try:
        await page.goto(f"{shop.url}/way/{list(WAYS).index(way)}", wait_until="commit")
        if press := await page.query_selector("#press"):
            await press.click(no_wait_after=True)
    except Error:
        pass  # a page that was kept back ends in one


def tried(way: str, chromium: Kept) -> Outcome:
    guard = chromium.guard
    kept_back = guard.blocked if guard else []

    async def go(browser: Browser) -> None:
        context = await browser.new_context(service_workers="allow")
        if guard:
            await guard.watch(context)
        await _go(context, shop, way)
        for _ in range(30):
            await asyncio.sleep(0.05)
            if shop.reached.is_set() or kept_back:
                break
        await asyncio.sleep(0.25)
        await context.close()

    with serving(shop := Orders(), shop.answer):
        chromium.run(go)
    return Outcome(shop.came, [each.url for each in kept_back])


@pytest.mark.parametrize("way", WAYS)
def test_the_guard_alone_keeps_back_an_order_by(way):
    kept = tried(way, GUARDED)
    assert kept.came == []
    assert bool(kept.kept_back) is (way not in NEVER_ASKED)


@pytest.mark.parametrize("way", WAYS)
def test_without_the_guard_an_order_arrives_by(way):
    assert tried(way, UNGUARDED).came
