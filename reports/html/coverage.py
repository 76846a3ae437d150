"""Sections 8 and 9: what is good, and what could not be measured."""

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit, CheckResult
from reports.html.defects import Defect
from reports.html.section import Section
from reports.html.words import clean, listing, say, sentence

LEFT_OPEN = ("unknown", "error")


class Group(Struct, frozen=True):
    """Checks of one principle that found nothing wrong."""

    principle: str
    checks: tuple[CheckResult, ...]


class Gap(Struct, frozen=True):
    """Checks that could not be made, for one reason."""

    checks: tuple[CheckResult, ...]
    why: str
    failed: bool


class Unmeasured(Struct, frozen=True):
    gaps: tuple[Gap, ...]
    reviews: tuple[Defect, ...]
    beside: Markup | None


def good(audit: Audit) -> Section:
    passes = [check for check in audit.checks if check.outcome == "pass"]
    groups = tuple(
        Group(one.title, checks) for one in audit.principles
        if (checks := tuple(check for check in passes if check.principle == one.id)))
    if not passes:
        return Section("good", say("good.heading_none"), count=0)
    return Section("good", say("good.heading", len(passes)), groups, say("good.lede"), len(passes))


def unmeasured(audit: Audit, defects: tuple[Defect, ...]) -> Section:
    open_checks = [check for check in audit.checks if check.outcome in LEFT_OPEN]
    beside = [check for check in audit.checks if check.outcome == "not_applicable"]
    reviews = tuple(defect for defect in defects if defect.review)
    body = Unmeasured(gaps(open_checks), reviews, say("unmeasured.beside", len(beside)) if beside else None)
    return Section("unmeasured", heading(audit, open_checks, reviews), body, say("unmeasured.lede"), len(open_checks))


def heading(audit: Audit, open_checks: list[CheckResult], reviews: tuple[Defect, ...]) -> Markup:
    if open_checks:
        left_out = listing([say(f"unmeasured.left_out.{name}") for name in audit.left_out])
        key = "unmeasured.heading_left_out" if audit.left_out else "unmeasured.heading"
        return say(key, len(open_checks), left_out=left_out)
    return say("unmeasured.heading_review", len(reviews)) if reviews else say("unmeasured.heading_none")


def why_not(check: CheckResult) -> str:
    if check.outcome == "error":
        return say("unmeasured.error")
    return sentence(clean(check.reason)) if check.reason else say("unmeasured.no_reason")


def gaps(checks: list[CheckResult]) -> tuple[Gap, ...]:
    """The checks by their reason, the commonest first."""
    by_reason: dict[tuple[bool, str], list[CheckResult]] = {}
    for check in checks:
        by_reason.setdefault((check.outcome == "error", why_not(check)), []).append(check)
    ordered = sorted(by_reason.items(), key=lambda item: (item[0][0], -len(item[1])))
    return tuple(Gap(tuple(ones), why, failed) for (failed, why), ones in ordered)
