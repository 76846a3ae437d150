"""Findings gathered into defects: all that one check found, since that is what gets mended at once."""

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit, AuditFinding, CheckResult
from auditor.core.severity import SEVERITIES, Severity
from reports.html.bands import whole
from reports.html.words import clean, count, cut, points, say, without_host

HEADING_LENGTH = 150
LEAST_GAIN = 0.05


class Defect(Struct, frozen=True):
    """What one check found in the shop. In a `review` a person must look; it costs no points."""

    check: CheckResult
    findings: tuple[AuditFinding, ...]
    shop: str
    review: bool = False

    @property
    def id(self) -> str:
        """The anchor of its card, the same from audit to audit."""
        return f"f-{self.check.code}-look" if self.review else f"f-{self.check.code}"

    @property
    def severity(self) -> str:
        return min((finding.severity for finding in self.findings), key=SEVERITIES.index)

    @property
    def blocks(self) -> bool:
        return not self.review and self.severity == Severity.BLOCKER

    @property
    def gain(self) -> float:
        """Points that mending it brings once no blocker holds the score down."""
        return 0 if self.review else self.check.raw_gain

    @property
    def heading(self) -> str:
        """The defect in one sentence."""
        if self.check.headline and not self.review:
            return self.check.headline
        first = cut(self.example, HEADING_LENGTH).rstrip(".")
        # One message on many pages is one thing to mend; each group of pages that something is said of is one of its own.
        others = len({(one.message, one.fingerprint if one.pages > 1 else "") for one in self.findings}) - 1
        return say("finding.heading_more", others, first=first) if others else first

    @property
    def example(self) -> str:
        """What the first finding says, with addresses of the shop's by their paths."""
        return without_host(clean(self.findings[0].message), self.shop)

    @property
    def pages(self) -> int:
        """How many pages carry it."""
        return (0 if self.review else self.check.pages_failed) or max(finding.pages for finding in self.findings)


def defects_of(audit: Audit) -> tuple[Defect, ...]:
    """The defects of an audit: blockers first, then by what mending them brings; what a person must look at comes last."""
    gathered = [
        Defect(check, findings, audit.shop.url, outcome == "review")
        for check in audit.checks for outcome in ("fail", "review")
        if (findings := tuple(one for one in audit.findings if one.check == check.id and one.outcome == outcome))]
    return tuple(sorted(gathered, key=order))


def order(defect: Defect) -> tuple[bool, bool, float, int, str]:
    return defect.review, not defect.blocks, -round(defect.gain, 1), SEVERITIES.index(defect.severity), defect.check.code


def gain_words(audit: Audit, defect: Defect) -> Markup:
    """What mending brings: the score before and after where it lifts the limit that a blocker sets, points otherwise."""
    now = whole(audit.score.value or 0)
    then = whole((audit.score.value or 0) + defect.check.gain)
    if defect.blocks and is_held(audit) and then > now:
        return say("finding.lifts_to", now=now, then=then)
    return points(defect.gain) if defect.gain >= LEAST_GAIN else say("finding.no_points")


def is_held(audit: Audit) -> bool:
    """Whether an open blocker holds the score below what the checks add up to."""
    return None not in (audit.score.value, audit.uncapped) and audit.uncapped > audit.score.value


def on_pages(defect: Defect) -> str:
    """On how many pages or walks it was seen, or how many addresses it concerns."""
    if defect.check.subject == "journey":
        return count("walk", len(defect.findings))
    return count("address", len(defect.findings)) if has_targets(defect) else count("page", defect.pages)


def has_targets(defect: Defect) -> bool:
    """Whether its findings are about addresses that links lead to."""
    return any("target" in finding.data for finding in defect.findings)
