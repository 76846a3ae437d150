"""Puts checks to records and keeps count. Pure: records in, judgements out."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct, field

from auditor.core.check import Check
from auditor.core.finding import Finding, Grade
from auditor.core.outcome import Outcome
from auditor.core.records import Browser, Journey, Page, Site
from auditor.core.severity import SEVERITY_WEIGHTS, Severity

Record = Page | Browser | Journey | Site


PRECEDENCE = (Outcome.FAIL, Outcome.ERROR, Outcome.REVIEW, Outcome.PASS, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE)
LEFT_OUT = {
    "browser": "No page was measured in a browser.",
    "journey": "No walk through the shop was made.",
    "page": "No such page was seen.",
    "site": "The shop was not crawled.",
}


class Judgement(Struct, frozen=True):
    """What came of one check on one record. `value` is from 0 (worthless) to 1 (good), None where it was not judged."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    value: float | None = None
    reason: str = ""
    graded: bool = False


class Entry(Struct, frozen=True, array_like=True):
    """What came of one check on one record, as the books keep it: `worst` is the severity of its worst defect."""

    check: str
    outcome: Outcome
    value: float | None = None
    reason: str = ""
    graded: bool = False
    worst: Severity | None = None


class Tally(Struct):
    """What came of one check over all records so far. By template, `asked` is how many records, `lost` the sum of 1 - value."""

    outcomes: dict[Outcome, int] = field(default_factory=lambda: defaultdict(int))
    reasons: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    asked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lost: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    pages_asked: int = 0
    pages_failed: int = 0
    worst: Severity | None = None
    graded: bool = False

    @property
    def outcome(self) -> Outcome | None:
        """The weightiest outcome that came up, None when the check met no record."""
        return next((outcome for outcome in PRECEDENCE if self.outcomes.get(outcome)), None)


PASSED = Judgement(Outcome.PASS, value=1.0)


def judge(check: Check, record: Record, site: Site | None = None, options: Mapping[str, Any] | None = None) -> Judgement:
    """Put one check to one record. Never raises: a check that does is an ERROR with its reason."""
    try:
        return outcome_of(check, record, site, {**check.options, **(options or {})})
    except Exception as error:
        return Judgement(Outcome.ERROR, reason=f"{type(error).__name__}: {error}"[:300])


def outcome_of(check: Check, record: Record, site: Site | None, options: Mapping[str, Any]) -> Judgement:
    if "site" in check.needs[1:] and site is None:
        return Judgement(Outcome.UNKNOWN, reason=LEFT_OUT["site"])
    records = (record, *[site for _ in check.needs[1:]])
    if check.applies and not check.applies(*records):
        return Judgement(Outcome.NOT_APPLICABLE, reason=reason_of(check.applies))
    if check.measured and not check.measured(*records):
        return Judgement(Outcome.UNKNOWN, reason=reason_of(check.measured))
    said = list(check.function(*records, **options))
    if not said:
        return PASSED
    findings = tuple({(f.url, f.key): f for f in said if isinstance(f, Finding)}.values())
    grades = [answer.value for answer in said if isinstance(answer, Grade)]
    defects = [finding for finding in findings if not finding.review]
    if defects:
        return Judgement(Outcome.FAIL, findings, min(grades, default=value_of(check, defects, record)), graded=bool(grades))
    if findings:
        return Judgement(Outcome.REVIEW, findings)
    return Judgement(Outcome.PASS, value=min(grades, default=1.0), graded=bool(grades))


def reason_of(predicate: Any) -> str:
    return (predicate.__doc__ or "").strip().split("\n")[0]


def value_of(check: Check, defects: list[Finding], record: Record) -> float:
    """1 less the worst defect's share of the check's weight; on the whole shop, less the share of pages that carry one."""
    worst = max(SEVERITY_WEIGHTS[defect.severity or check.severity] for defect in defects)
    whole = SEVERITY_WEIGHTS[check.severity]
    hurt = min(1.0, worst / whole) if whole else 1.0
    return 1 - hurt * (prevalence(record, defects) if isinstance(record, Site) else 1.0)


def prevalence(site: Site, defects: list[Finding]) -> float:
    """The share of pages that carry a defect, each template counting alike; 1 where a defect is the whole shop's."""
    if not site.pages or not all(defect.pages for defect in defects):
        return 1.0
    carriers = {url for defect in defects for url in defect.pages}
    asked: dict[str, int] = defaultdict(int)
    failed: dict[str, int] = defaultdict(int)
    for page in site.pages:
        asked[page.template] += 1
        failed[page.template] += page.url in carriers or page.final_url in carriers
    shares = [failed[template] / asked[template] for template in asked]
    return sum(shares) / len(shares)


def applicable(checks: Iterable[Check], record: Record) -> Iterator[Check]:
    """The checks whose subject this record is, and whose kinds of page it is of."""
    subject = type(record).__name__.lower()
    kind = getattr(record, "kind", None) or getattr(record, "page_kind", None)
    return (check for check in checks if check.subject == subject and (not check.on or kind in check.on))


def entry_of(check: Check, judgement: Judgement) -> Entry:
    """A judgement without its findings."""
    severities = [finding.severity or check.severity for finding in judgement.findings if not finding.review]
    return Entry(check.id, judgement.outcome, judgement.value, judgement.reason, judgement.graded,
                 min(severities, key=list(Severity).index) if severities else None)


def enter(tally: Tally, entry: Entry, template: str, asked: int = 1, failed: int = 1, times: int = 1) -> None:
    """Add a judgement to the tally of its check, `times` over: of `asked` pages `failed` carry the defect, where there is one."""
    tally.outcomes[entry.outcome] += times
    if entry.reason:
        tally.reasons[entry.reason] += times
    if entry.outcome is Outcome.NOT_APPLICABLE:
        return
    tally.pages_asked += asked * times
    if entry.value is not None:
        tally.asked[template] += times
        tally.lost[template] += (1 - entry.value) * times
        tally.graded = tally.graded or entry.graded
    if entry.worst is not None:
        tally.pages_failed += failed * times
        tally.worst = min([entry.worst, *([tally.worst] if tally.worst else [])], key=list(Severity).index)


def fingerprint(check: str, url: str, key: str, shop: str) -> str:
    """16 hex digits that stay the same from audit to audit: of check, address (without the shop's own host) and key."""
    parts, home = urlsplit(url), urlsplit(shop)
    host = (parts.hostname or "").removeprefix("www.")
    host = "" if host in ("", (home.hostname or "").removeprefix("www.")) else host
    address = f"{host}{parts.path or '/'}?{parts.query}#{parts.fragment}"
    return hashlib.sha256("\n".join((check, address, key)).encode("utf-8", "replace")).hexdigest()[:16]
