"""Where the shop is public, no page leads the browser to a private address, by whatever way it has to ask for one."""

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import cycle

import pytest
from playwright.async_api import Error, async_playwright

from auditor.core.records import Browser
from spiders.browser import load
from spiders.browser.chromium import launch
from spiders.browser.measure import MeasureOptions, measure
from spiders.browser.proxy import proxy_for
from spiders.browser.sample import Target
from spiders.gate import Refusal
from spiders.reach import ANYWHERE, Reach
from tests.network import OTHER_PUBLIC, PRIVATE, PUBLIC, internet
from tests.running import auditor, run_async
from tests.serving import Answer, page, redirect, serving

pytestmark = pytest.mark.slow

SHOP = "http://shop.test/"
NAMES = {"shop.test": [PUBLIC], "cdn.test": [OTHER_PUBLIC], "in.test": [PRIVATE], "turns.test": [PUBLIC, PRIVATE]}
HOSTS = ("127.0.0.1", "localhost", "shop.localhost", "in.test", "2130706433", "[::ffff:127.0.0.1]", "0.0.0.0")
SCRIPT = {"Content-Type": "text/javascript"}

# What asks for INSIDE, a host and a port that only this machine has.
WAYS = {
    "a picture": "<img src=http://INSIDE/>", "a script": "<script src=http://INSIDE/></script>",
    "a style": "<link rel=stylesheet href=http://INSIDE/>", "a frame": "<iframe src=http://INSIDE/></iframe>",
    "a film": "<video src=http://INSIDE/ autoplay></video>", "an object": "<object data=http://INSIDE/></object>",
    "fetch": "<script>fetch('http://INSIDE/', {mode: 'no-cors'})</script>",
    "a post": "<script>fetch('http://INSIDE/', {method: 'POST', mode: 'no-cors', body: 'x'})</script>",
    "a beacon": "<script>navigator.sendBeacon('http://INSIDE/', 'x')</script>",
    "events": "<script>new EventSource('http://INSIDE/')</script>",
    "a socket": "<script>new WebSocket('ws://INSIDE/')</script>",
    "a worker": "<script>new Worker('/worker/NUMBER')</script>", "a shared worker": "<script>new SharedWorker('/worker/NUMBER')</script>",
    "a form": "<form method=post action=http://INSIDE/></form><script>document.forms[0].submit()</script>",
    "a window": "<script>open('http://INSIDE/')</script>", "a redirect of a picture": "<img src=/moved/NUMBER>",
    "a redirect of the page": "<script>location = '/moved/NUMBER'</script>", "a refresh": "<meta http-equiv=refresh content='0;url=http://INSIDE/'>",
    "a connection ahead": "<link rel=preconnect href=http://INSIDE>", "a prefetch": "<link rel=prefetch href=http://INSIDE/>",
    "a font": "<style>@font-face {font-family: x; src: url(http://INSIDE/)} body {font-family: x}</style><p>x",
    "a download": "<a download href=http://INSIDE/ id=it>x</a><script>it.click()</script>",
    "a TLS connection": "<img src=https://INSIDE/>",
    "WebRTC": """<script>const call = new RTCPeerConnection({iceServers: [{urls: 'stun:INSIDE'}, {urls: 'turn:INSIDE', username: 'x', credential: 'x'},
        {urls: 'turn:INSIDE?transport=tcp', username: 'x', credential: 'x'}]});
        call.createDataChannel('x'); call.createOffer().then((offer) => call.setLocalDescription(offer))</script>""",
    "WebTransport": "<script>new WebTransport('https://INSIDE/')</script>",
}
# Here for a Chromium that thinks otherwise: WebTransport wants HTTPS, and nothing is connected to on a guess.
NEVER_SEEN = {"WebTransport", "a connection ahead"}


class Inside:
    """Doors of this machine, on TCP and UDP alike, each with a port of its own; every knock at one is written down."""

    def __init__(self, doors: int) -> None:
        self.knocked: set[int] = set()
        self.sockets = [each for _ in range(doors) for each in self._door()]
        self.ports = [door.getsockname()[1] for door in self.sockets[::2]]

    def _door(self) -> tuple[socket.socket, socket.socket]:
        tcp, udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
        tcp.bind((PRIVATE, 0))
        tcp.listen(8)
        udp.bind(tcp.getsockname())
        for door in (tcp, udp):
            threading.Thread(target=self._hear, args=(door,), daemon=True).start()
        return tcp, udp

    def _hear(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                if door.type == socket.SOCK_STREAM:
                    door.accept()[0].close()
                elif door.recvfrom(2048) == (b"", None):  # it was shut
                    return
                self.knocked.add(door.getsockname()[1])


@contextmanager
def inside(doors: int) -> Iterator[Inside]:
    heard = Inside(doors)
    yield heard
    for door in heard.sockets:
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()


def leading_to(places: list[str]):
    """A public shop whose pages `/0`, `/1`, … ask for these places, each in another of the WAYS."""
    def find(path: str) -> Answer | None:
        way, _, number = path.rpartition("/")
        if not number.isdigit() or int(number) >= len(places):
            return None
        place = places[int(number)]
        if way == "/worker":
            return Answer(f"fetch('http://{place}/', {{mode: 'no-cors'}})".encode(), headers=SCRIPT)
        if way == "/moved":
            return redirect(f"http://{place}/")
        return page(list(WAYS.values())[int(number) % len(WAYS)].replace("INSIDE", place).replace("NUMBER", number))
    return find


async def visit(urls: list[str], reach: Reach, done: Callable[[], bool] = lambda: False) -> None:
    """Opens addresses, several at once, in a browser as the auditor starts it, and stays for a while or until it is `done`."""
    async with async_playwright() as playwright, proxy_for(reach) as proxy:
        browser = await launch(playwright, proxy_port=proxy and proxy.port)
        context = await browser.new_context()

        async def go(url: str) -> None:
            with suppress(Error):
                await (await context.new_page()).goto(url, wait_until="commit", timeout=5000)

        await asyncio.gather(*map(go, urls))
        for _ in range(12):
            await asyncio.sleep(0.1)
            if done():
                break
        await browser.close()


def test_no_way_and_no_spelling_leads_inside():
    with inside(len(WAYS)) as heard, internet(NAMES) as looked_up:
        places = [f"{host}:{port}" for host, port in zip(cycle(HOSTS), heard.ports, strict=False)]
        with serving(leading_to([f"{PRIVATE}:{port}" for port in heard.ports] + places), host=PUBLIC) as shop:
            pages = [f"/{number}" for number in range(len(WAYS) + len(HOSTS))]
            directly = [f"http://{place}/" for place in places[:len(HOSTS)]]
            run_async(visit([shop.url.replace(PUBLIC, "shop.test") + path[1:] for path in pages] + directly, Reach(SHOP)))
            came = {path for _, path in shop.requests}
    assert set(pages) <= came
    assert {path.rpartition("/")[0] for path in came} >= {"/moved", "/worker"}
    assert heard.knocked == set()
    assert set(looked_up) == {"shop.test", "in.test", "localhost", "shop.localhost"}  # nobody's that Chromium asks of its own accord


def test_without_the_proxy_every_way_leads_inside():
    with inside(len(WAYS)) as heard, serving(leading_to([f"{PRIVATE}:{port}" for port in heard.ports])) as shop:
        ways = dict(zip(heard.ports, WAYS, strict=True))
        pages = [f"{shop.url}{number}" for number in range(len(WAYS))]
        run_async(visit(pages, ANYWHERE, lambda: len(heard.knocked) >= len(WAYS) - len(NEVER_SEEN)))
    assert {way for port, way in ways.items() if port not in heard.knocked} <= NEVER_SEEN


def measured(urls: list[str], folder, monkeypatch) -> list[Browser]:
    monkeypatch.setattr(load, "NETWORK_PATIENCE_S", 1.5)
    options = MeasureOptions(runs=1, throttled=False, timeout_s=10, devices=("desktop",), reach=Reach(SHOP))

    async def gather():
        return [one async for one in measure([Target(url, "other") for url in urls], folder, options)]

    return run_async(gather())


def test_what_was_kept_back_is_nobodys_fault_and_what_fails_is_told(tmp_path, monkeypatch):
    with serving({}) as within, socket.socket() as taken:
        taken.bind((PUBLIC, 0))
        port, dead = within.url.split(":")[-1], taken.getsockname()[1]
        cdn = "<img src=http://cdn.test:CDN/good.png>"
        home = f"<h1>Shop</h1>{cdn}<img src=http://in.test:{port}a.png><script src=http://127.0.0.1:{port}b.js></script><img src=http://shop.test:{dead}/c.png><img src=http://nobody.test/d.png>"
        with serving({"/good.png": Answer(b"GIF89a", headers={"Content-Type": "image/gif"})}, host=OTHER_PUBLIC) as far:
            body = page(home.replace("CDN", far.url.split(":")[-1].strip("/")))
            with serving({"/": body}, host=PUBLIC) as shop, internet(NAMES):
                (one,) = measured([shop.url.replace(PUBLIC, "shop.test")], tmp_path, monkeypatch)
            assert far.asked("/good.png")
        assert within.requests == []
    assert (one.failure, one.status) == (None, 200)
    assert {(failed.url.split("/")[-1], failed.reason) for failed in one.failed_requests} - {("favicon.ico", "Not Found")} == {
        ("c.png", "ERR_CONNECTION_REFUSED"), ("d.png", "ERR_NAME_NOT_RESOLVED")}
    assert not [image for image in one.broken_images if "in.test" in image]


def test_a_page_that_lies_inside_is_told_as_such(tmp_path, monkeypatch):
    with serving({}) as within, serving({"/moved": redirect(within.url)}, host=PUBLIC) as shop, internet(NAMES):
        urls = ["http://nobody.test/", within.url.replace(PRIVATE, "in.test"), shop.url.replace(PUBLIC, "shop.test") + "moved"]
        assert [one.failure for one in measured(urls, tmp_path, monkeypatch)] == ["host not found", Refusal.PRIVATE, Refusal.PRIVATE]
        assert within.requests == []


def said_by_the_proxy(*said: bytes) -> list[bytes]:
    """What a proxy answers to those who speak to it one after another, and then hang up."""
    async def say(what: bytes, port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(what)
        answer = await asyncio.wait_for(reader.read(64), 2)
        answer += await asyncio.wait_for(reader.read(64), 2) if answer == HELLO and len(what) > 3 else b""
        writer.close()
        return answer

    async def every() -> list[bytes]:
        async with proxy_for(Reach(SHOP)) as proxy:
            return [await say(each, proxy.port) for each in said]

    return run_async(every())


HELLO = b"\x05\x00"


def asking(host: str, port: int) -> bytes:
    return b"\x05\x01\x00" + b"\x05\x01\x00\x03" + bytes([len(host)]) + host.encode() + port.to_bytes(2)


def test_a_name_that_changes_to_a_private_address_gets_nowhere():
    """Each proxy, such as that of measuring and that of the walk, looks a name up once, and asks where it led then."""
    with serving({}, host=PUBLIC) as shop, internet(NAMES) as looked_up:
        port = int(shop.url.rstrip("/").rpartition(":")[2])
        first = said_by_the_proxy(*[asking("turns.test", port)] * 3)
        assert ([answer[:4] for answer in first], looked_up) == ([HELLO + b"\x05\x00"] * 3, ["turns.test"])
        later = said_by_the_proxy(*[asking("turns.test", port)] * 2)
        assert [answer[:4] for answer in later] == [HELLO + b"\x05\x01"] * 2


def test_the_proxy_hangs_up_on_whoever_speaks_otherwise():
    strangers = (b"GET / HTTP/1.1\r\n\r\n", b"\x05\x01\x02", b"\x05\x01\x00\x05\x02\x00\x01\0\0\0\0\0\0", b"\x04\x01\x00\x50\x7f\x00\x00\x01\x00",
                 b"\x05\x01\x00\x05\x01\x00\x03\x02\xff\xff\x00\x50", b"\x05\x01\x00\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x50")
    answers = said_by_the_proxy(*strangers)
    assert answers[:5] == [b"", b"", HELLO, b"", HELLO]
    assert answers[5][:4] == HELLO + b"\x05\x01"


@pytest.mark.parametrize(("reach", "wanted"), [
    (Reach(SHOP), True), (Reach("http://10.0.0.1/"), True), (Reach("http://localhost/"), False), (Reach(SHOP, allow_private=True), False)])
def test_where_the_browser_goes_through_it(reach, wanted):
    async def port() -> int | None:
        async with proxy_for(reach) as proxy:
            return proxy and proxy.port

    assert (run_async(port()) is not None) is wanted


def test_a_whole_audit_leads_inside_by_none_of_its_browsers(tmp_path):
    with serving({}) as within:
        lead = f"<h1>Shop</h1><a href=/>Home</a><img src={within.url.replace(PRIVATE, 'in.test')}a.png><script>fetch('{within.url}', {{mode: 'no-cors'}})</script>"
        with serving({"/": page(lead)}, host=PUBLIC) as shop:
            run = auditor("audit", shop.url.replace(PUBLIC, "shop.test"), "--out", tmp_path / "a", "--quiet", "--rate", 1000, "--render", "always",
                          "--device", "desktop", "--runs", 1, within=partial(internet, NAMES))
            rendered_measured_and_walked = [headers for headers in shop.headers if "Chrome" in headers["User-Agent"]]
        assert within.requests == []
    audit = json.loads((tmp_path / "a/audit.json").read_text())
    assert (run.code, run.err) == (0, "")
    assert len(rendered_measured_and_walked) >= 3
    assert [(one["failure"], one["proxied"], one["failed_requests"], one["broken_images"]) for one in audit["browser"]] == [(None, True, [], [])]
    assert (audit["rendering"]["pages"], len(audit["journeys"])) == (1, 1)
    assert "through a proxy on the same machine" in (tmp_path / "a/report.html").read_text()
