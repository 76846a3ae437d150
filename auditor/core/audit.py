"""The audit: the one document that reports read. Its JSON form is a contract, held by `docs/audit.schema.json`."""

from typing import Any

import msgspec
from msgspec import Struct

from auditor.core.finding import Evidence
from auditor.core.outcome import Outcome
from auditor.core.records import Browser, CrawlDelay, Department, Journey, Rendering
from auditor.core.severity import Severity

SCHEMA = "storefront-audit/1"


class Score(Struct, frozen=True):
    """0 to 100 or None, and on how many of the checks asked it rests."""

    value: float | None
    counted: int
    asked: int


class Tool(Struct, frozen=True):
    """What made the audit."""

    name: str
    version: str


class Shop(Struct, frozen=True):
    """The audited shop. `looks_like_a_shop` is False when neither product nor cart was seen."""

    url: str
    platform: str | None = None
    languages: tuple[str, ...] = ()
    market: str | None = None
    looks_like_a_shop: bool = True
    name: str = ""


class PrincipleScore(Struct, frozen=True):
    """How the shop does by one principle. `lost` are the points of the overall score lost here; `capped` when a blocker
    holds it down, `uncapped` what its checks add up to without that."""

    id: str
    title: str
    weight: float
    score: Score
    asks: str = ""
    rests_on: str = ""
    lost: float | None = None
    capped: bool = False
    uncapped: float | None = None


class CheckResult(Struct, frozen=True):
    """What came of one check, with its documentation, so that a report needs nothing else.

    `value` is its score from 0 to 1, or None. `gain` is what mending all of it would add to the overall score, `raw_gain` that
    without the cap that a failed blocker puts on the shop. `reason` says why it was not applicable, unknown or an error.
    `headline` says the defect in one sentence, over all its findings; where it is empty, reports take the first message.
    """

    id: str
    code: str
    principle: str
    severity: Severity
    outcome: Outcome
    reason: str
    pages_asked: int
    pages_failed: int
    title: str
    why: str
    how: str
    rests_on: str
    references: str
    stage: str
    team: str
    factor: str
    subject: str
    value: float | None = None
    weight: float = 0
    gain: float = 0
    raw_gain: float = 0
    headline: str = ""
    options: dict[str, Any] = {}


class AuditFinding(Struct, frozen=True):
    """One finding. `pages` is how many pages carry it, `page_urls` the first of them; `message` is the text. `gain` is what
    mending it would add to the overall score, its share of its check's `gain` or, while a blocker holds the shop, of `raw_gain`.
    """

    fingerprint: str
    check: str
    code: str
    principle: str
    severity: Severity
    outcome: Outcome
    url: str
    page_kind: str
    message: str
    data: dict[str, Any]
    evidence: tuple[Evidence, ...]
    pages: int
    stage: str
    team: str
    factor: str
    gain: float
    page_urls: tuple[str, ...] = ()
    template: str = ""


class ClickDepth(Struct, frozen=True):
    """Clicks from home over all pages that links lead to. `histogram` has pages, `products` product pages, per depth."""

    median: float | None = None
    p90: float | None = None
    max: int | None = None
    histogram: tuple[int, ...] = ()
    products: tuple[int, ...] = ()
    unreached: int = 0


class DeepPage(Struct, frozen=True):
    """A page that is many clicks from home."""

    url: str
    title: str
    depth: int


class Pages(Struct, frozen=True):
    """The pages seen. `fetched` counts distinct final addresses that answered HTML with 2xx, `failed` those that did not."""

    fetched: int = 0
    failed: int = 0
    by_kind: dict[str, int] = {}
    click_depth: ClickDepth = ClickDepth()
    deepest: tuple[DeepPage, ...] = ()


class Unread(Struct, frozen=True):
    """Addresses that gave no answer, or none that could be read or judged, for one reason; `urls` are the first of them."""

    reason: str
    count: int
    urls: tuple[str, ...] = ()


class Links(Struct, frozen=True):
    """Distinct addresses linked to and verified, and how many of them are broken."""

    checked: int = 0
    broken: int = 0


class BrowserResult(Browser, frozen=True):
    """A measurement with its score: Lighthouse's curves and weights over the metrics seen, from 0 to 100."""

    score: float | None = None


class Limit(Struct, frozen=True):
    """A limit that the user set and that was reached."""

    name: str
    value: float


class Audit(Struct, frozen=True):
    """Everything an audit came to. Times are ISO 8601 in UTC. `uncapped` is the score if no blocker held it. `left_out` names
    what the user chose to leave out, `limits` the limits that were reached, `rendering` which pages were read in a browser,
    `unread` what could not be read or judged at all."""

    schema: str
    tool: Tool
    shop: Shop
    started_at: str
    finished_at: str
    complete: bool
    incomplete_because: str
    score: Score
    principles: tuple[PrincipleScore, ...]
    checks: tuple[CheckResult, ...]
    findings: tuple[AuditFinding, ...]
    pages: Pages
    links: Links
    browser: tuple[BrowserResult, ...]
    journeys: tuple[Journey, ...]
    uncapped: float | None = None
    limits: tuple[Limit, ...] = ()
    left_out: tuple[str, ...] = ()
    departments: tuple[Department, ...] = ()
    rendering: Rendering = Rendering()
    unread: tuple[Unread, ...] = ()
    options: dict[str, Any] = {}
    crawl_delay: CrawlDelay = CrawlDelay()


def to_json(audit: Audit) -> bytes:
    """The audit as indented JSON, UTF-8, with a newline at its end."""
    return msgspec.json.format(msgspec.json.encode(audit), indent=1) + b"\n"


def from_json(text: bytes) -> Audit:
    """The audit that `to_json` wrote; raises msgspec.ValidationError when it is something else."""
    return msgspec.json.decode(text, type=Audit)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of `audit.json`."""
    return msgspec.json.schema(Audit)
