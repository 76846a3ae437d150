"""Pages with known defects are measured in Chromium, and come out with those and no others."""

import asyncio
import io
import socket
import time
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest
from PIL import Image

from auditor.core.records import Browser, Element, Spread
from spiders.browser import load
from spiders.browser.load import Load
from spiders.browser.measure import MeasureOptions, measure
from spiders.browser.median import fields
from spiders.browser.sample import Target
from tests.running import run_async

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("measuring")]  # its pages are loaded once for all tests

IMAGE_DELAY_S = 0.4
BUSY_MS = 300

HEAD = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>t</title>'

PAGES = {
    "plain": "<h1>Plain words</h1><p>Nothing happens here.</p>",
    "late-image": '<p>Small</p><img id="hero" src="/slow.png" width="350" height="300" alt="">',
    "shift": """<p id="first">First</p><p>Second</p><script>setTimeout(() => {
        const ad = document.createElement("div"); ad.style.height = "300px"; document.body.prepend(ad); }, 200)</script>""",
    "busy": f"""<h1>Busy</h1><script>setTimeout(() => {{
        const start = performance.now(); while (performance.now() - start < {BUSY_MS}); }}, 300)</script>""",
    "polling": '<h1>Polling</h1><script>setInterval(() => fetch("/plain"), 100)</script>',
    "streaming": '<h1>Streaming</h1><script>new EventSource("/endless")</script>',
    "broken": """<h1>Broken</h1><script src="/gone.js"></script><script>console.error("told"); console.error("told");
        nothing.here()</script><img src="/gone.png" alt="lost"><img src="/pixel.gif" alt="">
        <img src="http://elsewhere.test/x.png" alt="far"><div style="height: 6000px"></div>
        <img src="/late-gone.png" loading="lazy" alt="below"><img src="/good.png" loading="lazy" alt="below">""",
    "dialogs": """<h1>Dialogs</h1><script>alert("stop"); confirm("really?"); window.open("/plain");
        addEventListener("beforeunload", (event) => event.preventDefault())</script>""",
    "download": "",
    "empty": "",
    "hang": "<h1>Hang</h1><script>while (true);</script>",
    "crash": "<h1>Crash</h1>",
    "quit": "<h1>Quit</h1>",
    "moved-on": '<p>Wait</p><script>location.replace("/plain")</script>',
    "bent": """<script>Array.prototype.toJSON = () => "bent"; JSON.stringify = () => "bent"; window.PerformanceObserver = null;
        Array.prototype.map = null</script><h1>Bent</h1>""",
    "worker": """<h1>Worker</h1><script>navigator.serviceWorker.register("/sw.js").then((it) => it.scope)</script>""",
    "consent": """<h1>Shop</h1><div id="layer" style="position: fixed; inset: auto 0 0 0; height: 150px; background: #eee">
        We use cookies to sell you more. <button>Accept all</button> <button>Only necessary</button></div>""",
    "bakery": """<header style="position: sticky; top: 0; height: 120px; background: #eee"><nav class="main-menu"><ul>
        <li><a href="/a">Cookies</a><ul hidden><li><a href="/aa">Oat</a></li></ul></li><li><a href="/b">Cakes</a></li>
        <li><a href="/c">Bread</a></li></ul></nav><button>Search</button></header><h1>Bakery</h1>
        <div style="width: 700px">wide</div>""",
    "one-entry": """<header><nav><ul><li><a href="#">Login</a></li></ul></nav><nav><ul><li><a href="#">Browse store</a>
        <div hidden><a href="/a">A</a><a href="/b">B</a><a href="/c">C</a></div></li></ul></nav></header><h1>One</h1>""",
    "hamburger": """<header><nav><button aria-label="Menu">=</button><ul hidden><li><a href="/a">A</a></li>
        <li><a href="/b">B</a></li><li><a href="/c">C</a></li><li><a href="/d">D</a></li></ul></nav></header><h1>Burger</h1>""",
    "third-party": '<h1>Third</h1><img src="http://localhost:{port}/gone.png" alt="x">',
    "images": '<h1>Images</h1><img src="/good.png" alt="a"><img src="/good.png?2" alt="b">',
}


def picture(width: int = 350, height: int = 300) -> bytes:
    written = io.BytesIO()
    Image.effect_noise((width, height), 80).save(written, "PNG")
    return written.getvalue()


GOOD = picture()


class Shop(BaseHTTPRequestHandler):
    def do_GET(self):
        path = urlsplit(self.path).path
        name = path.strip("/")
        self.server.asked.append(path)
        if name == "download":
            self.answer(b"PK", "application/zip", {"Content-Disposition": "attachment; filename=a.zip"})
        elif name == "report":
            self.answer(b"plain words", "text/plain")
        elif name == "away":
            self.answer(b"", "text/html", {"Location": "/plain"}, 302)
        elif name in PAGES:
            self.answer(f"{HEAD}{PAGES[name]}".replace("{port}", str(self.server.server_port)).encode(), "text/html")
        elif name in ("good.png", "slow.png"):
            time.sleep(IMAGE_DELAY_S if name == "slow.png" else 0)
            self.answer(GOOD, "image/png")
        elif name == "pixel.gif":
            self.answer(b"", "image/gif", status=204)
        elif name == "silent":
            time.sleep(5)
        elif name == "endless":
            self.answer(b"data: 1\n\n", "text/event-stream", length=10**9)
            time.sleep(8)
        else:
            self.answer(b"gone", "text/html", status=404)

    def answer(self, body, content_type, headers=None, status=200, length=None):
        self.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": length or len(body), **(headers or {})}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def shop():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    server.asked = []
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("audit")


def measure_all(names, shop, folder, options) -> dict[tuple[str, str], Browser]:
    async def gather():
        targets = [Target(name if "://" in name else f"http://127.0.0.1:{shop.server_port}/{name}", "other") for name in names]
        return [one async for one in measure(targets, folder, options)]
    return {(one.url.rsplit("/", 1)[1], one.device): one for one in run_async(gather())}


@pytest.fixture(scope="module")
def mobile(shop, folder):
    """What each page came to on a mobile device, by its name."""
    names = [name for name in PAGES if name not in ("empty", "hang", "crash", "quit")] + ["away", "report", "missing"]
    options = MeasureOptions(runs=1, throttled=False, timeout_s=20, loopback_only=True, devices=("mobile",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "NETWORK_PATIENCE_S", 1.5)
        return {name: one for (name, _), one in measure_all(names, shop, folder, options).items()}


def test_plain_page(mobile, shop, folder):
    plain = mobile["plain"]
    assert plain.failure is None
    assert (plain.status, plain.final_url, plain.runs) == (200, plain.url, 1)
    assert 0 <= plain.ttfb_ms <= plain.fcp_ms <= plain.lcp_ms
    assert plain.load_ms > 0
    assert (plain.cls, plain.cls_element, plain.requests) == (0, None, 1)
    assert plain.lcp_element.selector == "h1"
    assert len(PAGES["plain"]) < plain.bytes < 1000
    assert (plain.console_errors, plain.failed_requests, plain.broken_images, plain.consent_layer) == ((), (), (), None)
    assert plain.menu_entries is None
    assert plain.scroll_width == 412
    assert plain.cpu_index > 50
    assert plain.chromium.count(".") == 3
    assert (plain.profile.width, plain.profile.cpu, plain.profile.latency_ms) == (412, 1, 0)
    with Image.open(folder / plain.screenshot) as screen:
        assert screen.size == (721, 1440)


def test_largest_paint_is_the_late_image(mobile):
    late = mobile["late-image"]
    assert late.lcp_ms >= max(1000 * IMAGE_DELAY_S, late.fcp_ms)
    assert late.lcp_element.selector == "img#hero"
    assert 'src="/slow.png"' in late.lcp_element.snippet
    assert (late.lcp_element.box.width, late.lcp_element.box.height) == (350, 300)
    assert late.bytes > len(GOOD)


def test_shift_is_seen_on_mobile(mobile):
    """Chromium marks every shift under mobile emulation as the user's own."""
    assert 0.01 < mobile["shift"].cls < 1
    assert mobile["shift"].cls_element.selector.startswith(("p", "body"))


def test_long_task_blocks(mobile):
    assert mobile["busy"].tbt_ms >= BUSY_MS - 60
    assert mobile["plain"].tbt_ms < mobile["busy"].tbt_ms


@pytest.mark.parametrize("name", ["polling", "streaming"])
def test_page_that_never_falls_silent(mobile, name):
    assert mobile[name].failure is None
    assert mobile[name].fcp_ms is not None


def test_what_is_broken_is_named(mobile, shop):
    broken = mobile["broken"]
    here = f"http://127.0.0.1:{shop.server_port}"
    assert broken.failure is None
    assert [(one.url, one.status, one.first_party) for one in broken.failed_requests] == [
        (f"{here}/gone.js", 404, True), (f"{here}/gone.png", 404, True), (f"{here}/late-gone.png", 404, True)]
    assert broken.console_errors == ("told", "ReferenceError: nothing is not defined")
    assert broken.broken_images == (f"{here}/gone.png", f"{here}/late-gone.png")


def test_third_party_is_told_apart(mobile):
    assert [one.first_party for one in mobile["third-party"].failed_requests] == [False]


def test_dialogs_and_windows_do_not_stop_the_clock(mobile):
    assert mobile["dialogs"].failure is None
    assert mobile["dialogs"].final_url.endswith("/dialogs")


def test_download_is_no_page(mobile):
    assert mobile["download"].failure == "a download or an empty answer, not a page"
    assert mobile["report"].failure == "not an HTML page (text/plain)"
    assert mobile["report"].fcp_ms is None


def test_redirects_lead_to_the_final_page(mobile):
    for name in ("away", "moved-on"):
        assert (mobile[name].failure, mobile[name].status) == (None, 200)
        assert mobile[name].final_url.endswith("/plain")
        assert mobile[name].fcp_ms is not None
    assert mobile["away"].requests == 2


def test_error_page_is_measured_with_its_status(mobile):
    assert (mobile["missing"].failure, mobile["missing"].status) == (None, 404)
    assert mobile["missing"].failed_requests == ()


def test_page_that_bends_javascript_cannot_bend_us(mobile):
    assert mobile["bent"].failure is None
    assert mobile["bent"].lcp_element.selector == "h1"


def test_blocked_service_worker_is_no_error_of_the_page(mobile):
    assert mobile["worker"].console_errors == ()


def test_consent_layer(mobile):
    assert mobile["consent"].consent_layer == "div#layer"
    assert mobile["bakery"].consent_layer is None


def test_menu_is_what_shows_without_opening_it(mobile):
    assert mobile["one-entry"].menu_entries == ("Browse store",)
    assert mobile["hamburger"].menu_entries is None


def test_menu_and_sideways_scroll(mobile):
    assert mobile["bakery"].menu_entries == ("Cookies", "Cakes", "Bread")
    assert mobile["bakery"].scroll_width > 700 > mobile["plain"].scroll_width


def test_bytes_are_those_of_the_line(mobile):
    assert 2 * len(GOOD) < mobile["images"].bytes < 2 * len(GOOD) + 2500
    assert mobile["images"].requests == 3


def test_both_devices_several_times(shop, folder):
    told = []
    options = MeasureOptions(runs=2, throttled=False, loopback_only=True)

    async def gather():
        target = Target(f"http://127.0.0.1:{shop.server_port}/late-image", "product")
        return [one async for one in measure([target], folder, options, told.append)]
    mobile, desktop = run_async(gather())
    assert (mobile.device, desktop.device) == ("mobile", "desktop")
    for one in (mobile, desktop):
        assert one.runs == 2
        assert one.spread["lcp_ms"].least <= one.lcp_ms <= one.spread["lcp_ms"].most
        assert (folder / one.screenshot).is_file()
        assert one.screenshot.startswith(f"screens/product-{one.device}-")
    assert desktop.scroll_width == 1350
    assert len(told) == 2
    assert "product on mobile" in told[0]


def test_throttling_slows_the_line_but_not_the_server(shop, folder):
    options = MeasureOptions(runs=1, loopback_only=True, devices=("mobile",))
    images = measure_all(["images"], shop, folder, options)["images", "mobile"]
    line_ms = 1000 * 8 * 2 * len(GOOD) / (1474.56 * 1024)
    assert images.load_ms > 2 * 562.5 + line_ms
    assert images.fcp_ms > 562.5
    assert images.ttfb_ms < 562.5


@pytest.fixture(scope="module")
def failing(shop, folder):
    """Pages that cannot be measured, and a plain one after each of those that break the browser."""
    with socket.socket() as taken, pytest.MonkeyPatch.context() as patch:
        taken.bind(("127.0.0.1", 0))
        patch.setattr(load, "ANSWER_WITHIN_S", 1)
        patch.setattr(load, "PAINT_WITHIN_S", 1)
        patch.setattr(load, "settle", partial(sabotaged, load.settle))
        options = MeasureOptions(
            runs=1, throttled=False, timeout_s=3, loopback_only=True, devices=("desktop",),
            allowed=lambda url: "logout" not in url)
        names = [
            f"http://127.0.0.1:{taken.getsockname()[1]}/nobody", "http://nowhere.test/nowhere", "logout", "empty", "silent",
            "hang", "plain?1", "crash", "plain?2", "quit", "plain?3"]
        records = measure_all(names, shop, folder, options)
        return {name: one for (name, _), one in records.items()}


async def sabotaged(settle, visited, *rest):
    """Crashes the page, or ends Chromium, on the pages named so."""
    session = visited.world.session
    if visited.page.url.endswith("/crash"):
        asyncio.create_task(session.send("Page.crash")).add_done_callback(lambda done: done.exception())
    if visited.page.url.endswith("/quit"):
        await visited.page.context.browser.close()
    await settle(visited, *rest)


@pytest.mark.parametrize(("name", "failure", "status"), [
    ("nobody", "connection refused", None),
    ("nowhere", "host not found", None),
    ("logout", "not allowed", None),
    ("silent", "no answer within 3 s", None),
    ("hang", "the page hung: its scripts left the browser no time to answer", 200),
    ("crash", "the page crashed the browser", 200),
    ("quit", "the page crashed the browser", 200),
])
def test_failure_is_told(failing, name, failure, status):
    one = failing[name]
    assert (one.failure, one.status, one.runs) == (failure, status, 0)
    assert (one.fcp_ms, one.lcp_ms, one.cls, one.tbt_ms, one.bytes, one.screenshot, one.spread) == (*[None] * 6, {})


def test_nothing_painted_is_told(failing):
    one = failing["empty"]
    assert one.failure.startswith("nothing was painted within")
    assert (one.status, one.fcp_ms, one.cls, one.tbt_ms) == (200, None, None, None)


def test_broken_browser_costs_one_page(failing):
    assert [failing[f"plain?{number}"].failure for number in (1, 2, 3)] == [None] * 3


def test_forbidden_target_is_never_asked_for(failing, shop):
    assert "/empty" in shop.asked
    assert "/logout" not in shop.asked


def test_medians_of_loads():
    loads = [
        Load(status=200, lcp_ms=900.0, cls=0.2, bytes=10, lcp_element=Element("#slow"), fcp_ms=100),
        Load(status=200, lcp_ms=500.28, cls=0.123456, bytes=11, lcp_element=Element("#middle")),
        Load(status=200, lcp_ms=None, cls=0.1, bytes=13, lcp_element=None, fcp_ms=103),
        Load(status=500, lcp_ms=100, failure="connection lost"),
    ]
    found = fields(loads)
    assert found["runs"] == 3
    assert found["failure"] is None
    assert (found["lcp_ms"], found["cls"], found["bytes"], found["fcp_ms"]) == (700.1, 0.1235, 11, 101.5)
    assert found["spread"]["cls"] == Spread(0.1, 0.2)
    assert found["spread"]["lcp_ms"] == Spread(500.3, 900.0)
    assert found["lcp_element"] == Element("#slow")
    assert "tbt_ms" not in found["spread"]
