"""Builds the Audit, the document that reports read, out of what the store holds."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from auditor.core.audit import (
    SCHEMA,
    Audit,
    AuditFinding,
    BrowserResult,
    CheckResult,
    Limit,
    Links,
    Pages,
    Shop,
    Tool,
    Unread,
)
from auditor.core.check import Check
from auditor.core.config import Config
from auditor.core.curves import performance_score
from auditor.core.judge import Tally
from auditor.core.outcome import Outcome
from auditor.core.records import CrawlDelay, Department, Rendering
from auditor.core.scoring import Marked, gains, mark, score
from auditor.core.severity import SEVERITIES, Severity
from auditor.core.store import Store, results

MOST_FINDINGS = 50
NEVER_CUT = ("LNK-01", "LNK-04", "LNK-06", "LNK-07")
NO_GAIN = (0.0, 0.0)
TOLD_REASONS = (Outcome.NOT_APPLICABLE, Outcome.UNKNOWN, Outcome.ERROR)


def audit_of(store: Store, checks: Sequence[Check], config: Config, tool: Tool) -> Audit:
    """The audit that a judged store holds."""
    tallies = results.tallies(store)
    judged = [check for check in checks if check.id in tallies]
    marks = [mark(check, tallies[check.id]) for check in judged]
    scores = score(marks, config.weights)
    gained = gains(marks, config.weights)
    known = {check.id: check for check in judged}
    numbers = results.numbers(store)
    shop = stored(store, "shop", Shop, {"url": store.get("url")})
    return Audit(
        schema=SCHEMA, tool=tool, shop=shop, started_at=store.get("started_at", ""),
        finished_at=store.get("finished_at", ""), complete=not store.get("incomplete_because", ""),
        incomplete_because=store.get("incomplete_because", ""), score=scores.score, principles=scores.principles,
        checks=tuple(result(known[one.id], one, tallies[one.id], gained, numbers) for one in marks),
        findings=findings_of(store, known, tallies, gained), pages=stored(store, "pages", Pages, {}),
        links=stored(store, "links", Links, {}), browser=tuple(measured(store)), journeys=store.journeys(),
        uncapped=scores.uncapped, limits=stored(store, "limits", tuple[Limit, ...], ()),
        left_out=tuple(store.get("left_out", ())), departments=stored(store, "departments", tuple[Department, ...], ()),
        rendering=stored(store, "rendering", Rendering, {}), unread=stored(store, "unread", tuple[Unread, ...], ()),
        options=store.get("options", {}), crawl_delay=stored(store, "crawl_delay", CrawlDelay, {}))


def stored(store: Store, name: str, kind: Any, default: Any) -> Any:
    return msgspec.convert(store.get(name, default), kind)


def result(check: Check, marked: Marked, tally: Tally, gained: Mapping[str, tuple[float, float]],
           numbers: Mapping[str, int]) -> CheckResult:
    """What came of one check, with its documentation."""
    gain, raw_gain = gained.get(check.id, NO_GAIN)
    reason = max(tally.reasons, key=tally.reasons.get) if tally.reasons and marked.outcome in TOLD_REASONS else ""
    return CheckResult(
        id=check.id, code=check.code, principle=check.principle, severity=tally.worst or check.severity,
        outcome=marked.outcome, reason=reason, pages_asked=tally.pages_asked, pages_failed=tally.pages_failed,
        title=check.doc.title, why=check.doc.why, how=check.doc.how, rests_on=check.doc.rests_on,
        references=check.doc.references, stage=check.stage, team=check.team, factor=check.factor, subject=check.subject,
        value=None if marked.value is None else round(marked.value, 4), weight=marked.weight, gain=gain, raw_gain=raw_gain,
        options=check.options, headline=headline(check, numbers.get(check.id, 0), tally.pages_failed))


def headline(check: Check, count: int, pages: int) -> str:
    """One sentence over several findings, where the check has one."""
    return check.headline.format(count=count, pages=pages) if count > 1 else ""


def findings_of(store: Store, checks: Mapping[str, Check], tallies: Mapping[str, Tally],
                gained: Mapping[str, tuple[float, float]]) -> tuple[AuditFinding, ...]:
    """The findings, worst first; of most checks no more than some on each template, of dead links all."""
    never_cut = [check.id for check in checks.values() if check.code in NEVER_CUT]
    found = []
    for kept in results.findings(store, MOST_FINDINGS, never_cut):
        check, tally = checks[kept.check], tallies[kept.check]
        found.append(AuditFinding(
            fingerprint=kept.fingerprint, check=check.id, code=check.code, principle=check.principle,
            severity=Severity(kept.severity), outcome=Outcome(kept.outcome), url=kept.url, page_kind=kept.page_kind,
            message=kept.message, data=kept.rest.data, evidence=kept.rest.evidence, pages=kept.pages, stage=check.stage,
            team=check.team, factor=check.factor,
            gain=round(max(gained.get(check.id, NO_GAIN)) * share(kept.lost, kept.template, tally), 3),
            page_urls=kept.rest.page_urls, template=kept.template))
    return tuple(sorted(found, key=rank))


def rank(finding: AuditFinding) -> tuple:
    return SEVERITIES.index(finding.severity), -finding.gain, finding.code, finding.url, finding.fingerprint


def share(lost: float, template: str, tally: Tally) -> float:
    """The part of a check's loss that one finding is to blame for."""
    whole = sum(tally.lost[name] / asked for name, asked in tally.asked.items())
    return lost / tally.asked[template] / whole if whole and template in tally.asked else 0.0


def measured(store: Store):
    """Each measurement with its score."""
    for record in store.browsers():
        fields = {name: getattr(record, name) for name in record.__struct_fields__}
        yield BrowserResult(**fields, score=performance_score(record))
