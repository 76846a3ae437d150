"""Audits to try reports on: a rich one with all there can be, a bare one cut short, a perfect one, and a site that is no shop.

Their checks stand in `checks.csv`. There, `text` is what a failed or doubted check says of each page ({n} differs from page to
page), and the good state of the others; `how` is how to mend it, or the reason why it was not measured.
"""

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from auditor.core.audit import (
    SCHEMA,
    Audit,
    AuditFinding,
    CheckResult,
    ClickDepth,
    DeepPage,
    Limit,
    Links,
    Pages,
    PrincipleScore,
    Score,
    Shop,
    Tool,
)
from auditor.core.finding import Evidence
from auditor.core.principles import PRINCIPLES
from auditor.core.records import Box, Department
from auditor.core.severity import SEVERITY_WEIGHTS
from tests.golden.seen import HOST, browsers, desk_walk, phone_walk

TOOL = Tool("storefront-auditor", "0.1.0")
MORNING = {"started_at": "2026-11-14T09:12:03+00:00", "finished_at": "2026-11-14T09:47:51+00:00"}
HOSTILE = "<script>alert(1)</script> \u202egnp.exe\x07 " + "very long " * 60
WHY = "Whoever meets this has one reason more to leave; what the papers ask for is the opposite."

# principle: score, checks counted, checks asked
RICH_SCORES = {
    "speed": (41.2, 5, 5), "sound-links": (72.4, 6, 6), "short-path": (40.0, 7, 8), "clear-categories": (74.1, 5, 5),
    "simple-pages": (81.3, 3, 3), "product-truth": (70.6, 4, 4), "privacy": (62.5, 2, 2), "safe-payment": (88.0, 1, 3),
    "service": (92.4, 2, 2), "delivery-aftersales": (66.2, 2, 3), "search-engines": (83.5, 6, 6), "living-content": (None, 0, 1),
    "relationship": (58.0, 1, 3), "every-customer": (64.0, 3, 3)}
TREE = (
    ("Books", None, 198), ("Fiction", "Books", 84), ("Literary", "Fiction", 31), ("Crime", "Fiction", 22),
    ("Poetry", "Fiction", 12), ("Non-fiction", "Books", 71),
    ("History", "Non-fiction", 24), ("Essays", "Non-fiction", 12), ("Misc", "Non-fiction", 1),
    ("Children", "Books", 43), ("Clothing", None, 26), ("T-shirts", "Clothing", 18), ("Gifts", None, 24),
    ("Seasonal", "Gifts", 0))
SHOTS = {
    "JRN-02": Evidence("#basket_totals a.btn-lg", "", Box(24, 560, 364, 46), "screens/phone-cart.png"),
    "SPD-01": Evidence(
        ".gallery img:first-child", '<img data-src="/media/cover-2400.jpg" loading="lazy">', Box(60, 250, 292, 400),
        "screens/phone-product.png"),
    "INT-04": Evidence("form#gateway fieldset", "", None, "screens/desk-checkout.png"),
    "NAV-08": Evidence("", '<p class="empty">No products found.</p>')}


def rich() -> Audit:
    """Fifty checks, two walks of which one stopped, two devices, departments, deep products."""
    listed = rows()
    return Audit(
        schema=SCHEMA, tool=TOOL, shop=Shop(f"{HOST}/", "django-oscar", ("en",), "GB", True, "Lantern Books"), **MORNING,
        complete=True, incomplete_because="", score=Score(60.0, 47, 54), uncapped=65.1,
        principles=principles(RICH_SCORES, {"short-path": 78.0}), checks=tuple(check(row) for row in listed),
        findings=tuple(found for row in listed for found in findings_of(row)),
        pages=Pages(412, 3, {"home": 1, "category": 31, "product": 248, "article": 88, "other": 44}, depth(), deepest()),
        links=Links(3961, 17), browser=tuple(browsers()), journeys=(phone_walk(), desk_walk()), departments=departments(),
        limits=(Limit("max-pages", 2000),))


def bare() -> Audit:
    """An audit that was cut short, without a browser and without a walk; the shop's texts are hostile."""
    row = {**next(row for row in rows("fail") if row["code"] == "SEO-01"), "failed": "1", "asked": "2"}
    failed = check(row)
    found = msgspec.structs.replace(
        one_finding(row, HOSTILE, "javascript:alert(1)"), data={"title": HOSTILE}, evidence=(Evidence("a[href='\"']", HOSTILE),))
    return Audit(
        schema=SCHEMA, tool=TOOL, shop=Shop("http://127.0.0.1:8000/", name=HOSTILE[:60]), **MORNING, complete=False,
        incomplete_because="the shop stopped answering", score=Score(71.0, 1, 8), uncapped=71.0,
        principles=principles({"search-engines": (71.0, 1, 8)}, {}), checks=(failed, *(check(row) for row in rows("unknown"))),
        findings=(found,), pages=Pages(2, 1, {"product": 2}), links=Links(), browser=(), journeys=(),
        left_out=("browser", "journey"))


def perfect() -> Audit:
    """A small German shop without a fault."""
    passed = tuple(check(row) for row in rows("pass"))
    return Audit(
        schema=SCHEMA, tool=TOOL, shop=Shop(f"{HOST}/", languages=("de",), name="Laternenbücher"), **MORNING, complete=True,
        incomplete_because="", score=Score(100.0, 14, 14), uncapped=100.0,
        principles=principles(dict.fromkeys((one.principle for one in passed), (100.0, 2, 2)), {}), checks=passed, findings=(),
        pages=Pages(12, 0, {"home": 1, "product": 8}, ClickDepth(1, 2, 2, (1, 5, 6), (0, 3, 5), 0)), links=Links(90, 0),
        browser=tuple(one for one in browsers() if one.page_kind == "article"), journeys=(desk_walk(),))


def no_shop() -> Audit:
    """A site that sells nothing, and of which nothing could be scored."""
    return Audit(
        schema=SCHEMA, tool=TOOL, shop=Shop(f"{HOST}/", looks_like_a_shop=False), **MORNING, complete=True, incomplete_because="",
        score=Score(None, 0, 7), principles=principles({}, {}), checks=tuple(check(row) for row in rows("unknown")), findings=(),
        pages=Pages(1), links=Links(), browser=(), journeys=())


def principles(scores: dict, held: dict) -> tuple[PrincipleScore, ...]:
    """`scores` as above, those missing unmeasured; `held` what the checks of a principle add up to without its cap."""
    full = {name: scores.get(name, (None, 0, 0)) for name in PRINCIPLES}
    total = sum(PRINCIPLES[name].weight for name, (value, *_) in full.items() if value is not None) or 1
    return tuple(
        PrincipleScore(
            id=name, title=one.title, weight=one.weight, score=Score(*full[name]), asks=one.asks, rests_on=one.rests_on,
            lost=None if full[name][0] is None else round((100 - full[name][0]) * one.weight / total, 2),
            capped=name in held, uncapped=held.get(name))
        for name, one in PRINCIPLES.items())


def rows(outcome: str | None = None) -> list[dict[str, Any]]:
    with Path(__file__).with_name("checks.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if outcome in (None, row["outcome"])]


def check(row: dict[str, Any]) -> CheckResult:
    principle, gain = row["id"].split("/")[0], float(row["gain"])
    found = row["outcome"] in ("fail", "review")
    return CheckResult(
        id=row["id"], code=row["code"], principle=principle, severity=row["severity"], outcome=row["outcome"],
        reason="" if found else row["how"], pages_asked=int(row["asked"]), pages_failed=int(row["failed"]),
        title="All is well." if found else row["text"], why=WHY, how=row["how"], rests_on=PRINCIPLES[principle].rests_on,
        references="Opquast rule 147" if found else "", stage=row["stage"], team=row["team"], factor=row["factor"],
        subject="journey" if row["code"] in ("JRN-02", "INT-04") else "page", value=1.0 if row["outcome"] == "pass" else None,
        weight=SEVERITY_WEIGHTS[row["severity"]], gain=gain, raw_gain=min(gain, 4.3),
        headline=row["text"] if row["code"] == "LNK-01" else "")


def findings_of(row: dict[str, Any]) -> Iterator[AuditFinding]:
    failed, kind = int(row["failed"]), row["kind"]
    if row["outcome"] not in ("fail", "review"):
        return
    if row["code"] == "LNK-01":
        yield from (broken_link(row, number) for number in range(17))
    elif "{n}" in row["text"]:
        for number in range(failed):
            yield one_finding(row, row["text"].format(n=1 + number), f"{HOST}/{kind}/the-book-of-number-{number}_{number}/")
    else:
        urls = tuple(f"{HOST}/{kind}/{number}/" for number in range(max(1, min(failed, 10))))
        yield msgspec.structs.replace(one_finding(row, row["text"], urls[0]), pages=max(1, failed), page_urls=urls)


def one_finding(row: dict[str, Any], message: str, url: str) -> AuditFinding:
    return AuditFinding(
        fingerprint=hashlib.sha256(f"{row['code']} {url}".encode()).hexdigest()[:16], check=row["id"], code=row["code"],
        principle=row["id"].split("/")[0], severity=row["severity"], outcome=row["outcome"], url=url, page_kind=row["kind"],
        message=message, data={}, evidence=(SHOTS.get(row["code"], Evidence("main > p.text", '<p class="text">…</p>')),), pages=1,
        stage=row["stage"], team=row["team"], factor=row["factor"], gain=float(row["gain"]), page_urls=(url,))


def broken_link(row: dict[str, Any], number: int) -> AuditFinding:
    target = f"{HOST}/catalogue/out-of-print-{number}_{100 + number}/"
    message = f"{target} is not there (answer 404); pages that link to it: {17 - number}"
    sources = [{"url": f"{HOST}/blog/{number}/", "text": "Our autumn books", "region": "main"}]
    data = {"target": target, "status": 404, "sources": sources}
    return msgspec.structs.replace(one_finding(row, message, target), data=data, pages=17 - number)


def departments() -> tuple[Department, ...]:
    return tuple(
        Department(
            name=name, url=f"{HOST}/{name}/", depth=2 if parent else 1, products=tuple(f"{HOST}/p/{n}/" for n in range(products)),
            parent=f"{HOST}/{parent}/" if parent else None, in_menu=parent is None)
        for name, parent, products in TREE)


def depth() -> ClickDepth:
    return ClickDepth(3, 4, 6, (1, 38, 96, 142, 81, 37, 11), (0, 4, 52, 104, 58, 20, 6), 6)


def deepest() -> tuple[DeepPage, ...]:
    names = {"the-anubis-gates": "The Anubis Gates", "player-piano": "Player Piano", "apology": "A Mathematician’s Apology"}
    return tuple(DeepPage(f"{HOST}/catalogue/{slug}/", name, 6) for slug, name in names.items())
