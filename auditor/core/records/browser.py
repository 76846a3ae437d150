"""What a real browser measured on one page, on one device."""

from msgspec import Struct


class Box(Struct, frozen=True):
    """A rectangle in CSS pixels from the top left of the page."""

    x: float
    y: float
    width: float
    height: float


class Element(Struct, frozen=True):
    """One element of a rendered page: how to find it again, and where it stood."""

    selector: str
    snippet: str = ""
    box: Box | None = None


class FailedRequest(Struct, frozen=True):
    """A request of the page that failed: `status` is None where no answer came, `reason` then says why."""

    url: str
    status: int | None = None
    reason: str = ""
    first_party: bool = True


class Spread(Struct, frozen=True):
    """The least and the most of one measure over the runs, in the unit of the measure."""

    least: float
    most: float


class Profile(Struct, frozen=True):
    """The conditions under which a page was measured. Rates in kbit/s, latency in ms, `cpu` is the slow-down factor."""

    device: str
    width: int
    height: int
    scale: float
    latency_ms: float
    down_kbps: float
    up_kbps: float
    cpu: float


class Browser(Struct, frozen=True, dict=True):
    """The median of `runs` loads of one page with a cold cache. What could not be seen is None, never 0.

    Times in ms from the start of navigation; `cls` has no unit; `bytes` is what went over the wire. `ttfb_ms` is the server's
    alone, since throttling does not touch it. `consent_layer` is the selector of a layer that lay over the page, if one did.
    `screenshot` is a path relative to the audit's folder. `spread` has an entry per measure. `proxied` where the browser went
    through the proxy that keeps pages from private addresses.
    """

    url: str
    page_kind: str
    device: str
    runs: int
    profile: Profile
    chromium: str
    cpu_index: float
    final_url: str = ""
    status: int | None = None
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
    spread: dict[str, Spread] = {}
    console_errors: tuple[str, ...] = ()
    failed_requests: tuple[FailedRequest, ...] = ()
    broken_images: tuple[str, ...] = ()
    consent_layer: str | None = None
    scroll_width: int | None = None
    screenshot: str | None = None
    failure: str | None = None
    menu_entries: tuple[str, ...] | None = None
    proxied: bool = False
