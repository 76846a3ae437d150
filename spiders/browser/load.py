"""One load of one page with a cold cache, timed from its first request until it has come to rest."""

import asyncio
import re
import time
from contextlib import suppress

from msgspec import Struct, convert
from playwright.async_api import Browser as Chromium
from playwright.async_api import Error, Response
from playwright.async_api import TimeoutError as TooLate

from auditor.core.records import Element, FailedRequest, Page
from auditor.core.records.page import Failure
from auditor.facts.walls import is_wall
from spiders.browser.look import Look, look
from spiders.browser.proxy import KEPT_BACK
from spiders.browser.visit import Conditions, Visit, visit
from spiders.browser.watchdog import MOST_BYTES, bit
from spiders.browser.world import MOVED_ON, NoAnswer
from spiders.gate import Refusal

QUIET_S = 0.5
NETWORK_PATIENCE_S = 5.0
PAINT_WITHIN_S = 30.0  # paper E, 3.2.4: a page that is not there by then has lost its visitor; Lighthouse gives up then, too
MOST_DOCUMENTS = 10  # one after the other; a shop that finds out its customer's country and language takes three or four
POLL_S = 0.1
ANSWER_WITHIN_S = 10.0
LOOK_WITHIN_S = 45.0

CRASHED = "the page crashed the browser"
HUNGRY = f"the page took more than {MOST_BYTES / 1024 ** 3:g} GB of memory, and was ended"
HUNG = "the page hung: its scripts left the browser no time to answer"
RESTLESS = "the page moved on again and again, and never came to rest"
UNPAINTED = "nothing was painted within {seconds:.0f} s"
UNANSWERED = "no answer within {seconds:.0f} s"
NO_PAGE = "a download or an empty answer, not a page"
KEPT_OUT = "the shop kept the browser out ({status})"
NOT_HTML = "not an HTML page ({content_type})"

KEEPS_OUT = (401, 403, 407, 429, 503, 999)

# Chromium's words, the first that fits, and ours.
REASONS = (
    ("ERR_NAME_NOT_RESOLVED", Failure.HOST_NOT_FOUND),
    ("ERR_CONNECTION_REFUSED", Failure.REFUSED),
    (KEPT_BACK, Refusal.PRIVATE),
    ("ERR_TOO_MANY_REDIRECTS", Failure.TOO_MANY_REDIRECTS),
    ("TIMED_OUT", Failure.TIMED_OUT),
    ("ERR_CERT", Failure.TLS),
    ("ERR_SSL", Failure.TLS),
    ("ERR_CONNECTION", Failure.RESET),
    ("ERR_EMPTY_RESPONSE", Failure.RESET),
    ("ERR_INVALID", Failure.UNREADABLE),
    ("Download is starting", NO_PAGE),
    ("ERR_ABORTED", NO_PAGE),
    (MOVED_ON, RESTLESS),
    ("context with specified id", RESTLESS),
    ("Promise was collected", RESTLESS),
    ("crash", CRASHED),
    ("closed", CRASHED),
)
BREAKS_THE_BROWSER = (CRASHED, HUNG, HUNGRY)


class Load(Struct, frozen=True):
    """One load, in the words of a Browser record. `seen` is there when it was looked at, too."""

    status: int | None = None
    final_url: str = ""
    ttfb_ms: float | None = None
    fcp_ms: float | None = None
    lcp_ms: float | None = None
    lcp_element: Element | None = None
    cls: float | None = None
    cls_element: Element | None = None
    tbt_ms: float | None = None
    load_ms: float | None = None
    bytes: int | None = None
    requests: int | None = None
    console_errors: tuple[str, ...] = ()
    failed_requests: tuple[FailedRequest, ...] = ()
    seen: Look | None = None
    failure: str | None = None


async def load(chromium: Chromium, url: str, conditions: Conditions) -> Load:
    """Load `url` once. Whatever keeps it from being measured becomes `failure`, beside what was known by then."""
    known: dict = {}
    bit(chromium)  # what an earlier page's window was ended for is none of this page's
    try:
        async with asyncio.timeout(conditions.timeout_s + LOOK_WITHIN_S), visit(chromium, conditions) as visited:
            await go(visited, url, conditions, known)
    except (NoAnswer, TimeoutError):
        known["failure"] = HUNG
    except Error as error:
        known["failure"] = HUNGRY if bit(chromium) else plainly(error.message)
    return convert(known, Load)


async def go(visited: Visit, url: str, conditions: Conditions, known: dict) -> None:
    """Fill `known` with what the visit shows, in the order in which it becomes known."""
    start = time.monotonic()
    try:
        response = await visited.page.goto(url, wait_until="commit", timeout=1000 * conditions.timeout_s)
    except TooLate:
        known["failure"] = UNANSWERED.format(seconds=conditions.timeout_s)
        return
    except Error as error:
        if conditions.proxy is None:
            raise
        raise Error(conditions.proxy.plainly(error.message, visited.traffic.lost)) from error
    known.update(answer(response), final_url=visited.page.url)
    if "failure" in known:
        return
    await settle(visited, start, conditions.timeout_s)
    if await shows_wall(visited):
        known["failure"] = Failure.WALL
        return
    known.update(await visited.world.ask("vitals()", ANSWER_WITHIN_S))
    known.update(answer(visited.traffic.document), final_url=visited.page.url)
    known.update(requests=visited.traffic.requests, bytes=await visited.traffic.bytes())
    if known["fcp_ms"] is None:
        known["failure"] = UNPAINTED.format(seconds=time.monotonic() - start)
    await look_around(visited, conditions, known)


async def shows_wall(visited: Visit) -> bool:
    """Whether a check for robots stands where the page should be."""
    html = await visited.world.ask("markup()", ANSWER_WITHIN_S)
    return is_wall(Page(url=visited.page.url, final_url=visited.page.url, status=200, html=html))


def answer(response: Response | None) -> dict:
    """What the server answered: its status, and whether that was a page."""
    if response is None:
        return {"failure": NO_PAGE}
    content_type = response.headers.get("content-type", "").partition(";")[0].strip()
    if response.status in KEEPS_OUT:
        return {"status": response.status, "failure": KEPT_OUT.format(status=response.status)}
    if content_type and "html" not in content_type:
        return {"status": response.status, "failure": NOT_HTML.format(content_type=content_type)}
    return {"status": response.status}


async def settle(visited: Visit, start: float, timeout_s: float) -> None:
    """Wait for the load event, then for half a second without long tasks or requests; in the end the clock decides."""
    with suppress(TooLate):
        left_s = start + timeout_s - time.monotonic()
        await visited.page.wait_for_load_state("load", timeout=max(1, 1000 * left_s))
    network_patience = time.monotonic() + NETWORK_PATIENCE_S
    while (now := time.monotonic()) < start + timeout_s:
        if visited.world.documents > MOST_DOCUMENTS:
            raise Error(RESTLESS)
        calm = await visited.world.ask("calm()", ANSWER_WITHIN_S)
        still = visited.traffic.idle_s() >= QUIET_S or now > network_patience
        painted = calm["painted"] or now > start + PAINT_WITHIN_S
        if calm["loaded"] and calm["quiet_ms"] >= 1000 * QUIET_S and still and painted:
            return
        await asyncio.sleep(POLL_S)


async def look_around(visited: Visit, conditions: Conditions, known: dict) -> None:
    """Note what failed; and if a picture is wanted, look at the page first. Times taken before stay as they are."""
    if conditions.picture:
        with suppress(NoAnswer, Error):
            await visited.at_full_speed(conditions.profile)
            known["seen"] = await look(visited, conditions.picture)
    known["failed_requests"] = visited.traffic.failures(known["final_url"])
    known["console_errors"] = visited.traffic.console_errors()


def plainly(message: str) -> str:
    """Why Chromium could not, in plain words; else its own."""
    known = next((ours for theirs, ours in REASONS if theirs in message), None)
    its_own = re.search(r"ERR_\w+", message)
    return str(known or (its_own[0] if its_own else message.partition("\n")[0]))
