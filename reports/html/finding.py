"""Section 5, finding products: how many clicks away they lie, and what each department holds."""

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit, ClickDepth, DeepPage
from auditor.core.records import Department
from reports.html.section import Section
from reports.html.words import capitalised, count, in_words, say

DEEP_FROM = 5
NEAR_SHARES = (("all", 1.0), ("nine_in_ten", 0.9), ("three_quarters", 0.75), ("half", 0.5), ("few", 0))
TOP = 24
FLOOR = 184
COLUMN = 0.78
FOLD_ABOVE = 40
DEEPEST = 6
DEPTHS = 12


class Column(Struct, frozen=True):
    """A column of the histogram: x and width in per cent, the rest in pixels from the top. `pages` include the products."""

    x: float
    middle: float
    width: float
    label: str
    pages: int
    products: int
    top: float
    products_top: float
    kind: str


class Branch(Struct, frozen=True):
    """A department with those below it. `share` is its bar, in per cent of the largest."""

    department: Department
    products: int
    share: float
    flag: Markup | None
    open: bool
    branches: tuple["Branch", ...]


class Finding(Struct, frozen=True):
    columns: tuple[Column, ...]
    floor: int
    conclusion: Markup
    note: Markup
    deepest: tuple[DeepPage, ...]
    tree: tuple[Branch, ...]


def finding(audit: Audit) -> Section:
    depth = audit.pages.click_depth
    pages = sum(depth.histogram) + depth.unreached
    if not pages and not audit.departments:
        return Section("finding", say("finding.unseen"))
    deep = tuple(page for page in audit.pages.deepest if page.depth >= 2)[:DEEPEST]
    body = Finding(
        columns(depth), FLOOR, conclusion(depth), note(depth), deep, tuple(tree(audit.departments)))
    return Section("finding", heading(audit), body)


def heading(audit: Audit) -> Markup:
    """How near products are, and what is wrong with departments."""
    depth, empty = audit.pages.click_depth, sum(not one.products for one in audit.departments)
    near = nearness(depth)
    if near is None and not audit.departments:
        return say("finding.heading_none")
    if near is None:
        return say("finding.heading_categories", len(audit.departments), words=capitalised(in_words(len(audit.departments))))
    deep = sum(depth.products[DEEP_FROM:])
    flaws = [say("finding.deep", deep, words=in_words(deep))] if deep else []
    flaws += [say("finding.empty", empty, words=in_words(empty))] if empty else []
    if not flaws:
        return say("finding.heading", near=near)
    return say("finding.heading_but", near=near, flaws=say("list.clauses", a=flaws[0], b=flaws[1]) if flaws[1:] else flaws[0])


def nearness(depth: ClickDepth) -> Markup | None:
    """Within how many clicks most products are: "nine products in ten are within four clicks"."""
    products = sum(depth.products)
    if not products:
        return None
    reach = min(DEEP_FROM - 1, max(clicks for clicks, number in enumerate(depth.products) if number))
    share = sum(depth.products[:reach + 1]) / products
    name = next(name for name, least in NEAR_SHARES if share >= least)
    return say(f"finding.near.{name}", reach, words=in_words(reach))


def columns(depth: ClickDepth) -> tuple[Column, ...]:
    """One column a depth; the last gathers all that is deeper, and pages no link leads to stand apart."""
    pages, products = folded(depth.histogram), folded(depth.products)
    products += (0,) * (len(pages) - len(products))
    slots = len(pages) + (1.4 if depth.unreached else 0)
    highest = max((*pages, depth.unreached, 1))
    labels = [f"{at}+" if at + 1 == len(pages) < len(depth.histogram) else f"{at}" for at in range(len(pages))]
    kinds = ["deep" if at >= DEEP_FROM else "near" for at in range(len(pages))]
    bars = [column((at / slots, 1 / slots), numbers, highest, (labels[at], kinds[at]))
            for at, numbers in enumerate(zip(pages, products, strict=True))]
    if depth.unreached:
        place = (len(pages) + 0.4) / slots, 1 / slots
        bars.append(column(place, (depth.unreached, 0), highest, (say("finding.no_link"), "apart")))
    return tuple(bars)


def folded(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return numbers if len(numbers) <= DEPTHS else (*numbers[:DEPTHS - 1], sum(numbers[DEPTHS - 1:]))


def column(place: tuple[float, float], numbers: tuple[int, int], highest: int, what: tuple[str, str]) -> Column:
    """`place` is where the column's slot begins and how wide that is, as shares of the chart's width."""
    (start, slot), (label, kind) = place, what
    across = [round(100 * share, 2) for share in (start, start + slot * COLUMN / 2, slot * COLUMN)]
    tops = [round(FLOOR - (FLOOR - TOP) * number / highest, 1) for number in numbers]
    return Column(*across, label, *numbers, *tops, kind)


def conclusion(depth: ClickDepth) -> Markup:
    """The histogram in words, for those who do not see it."""
    by_depth = [say("finding.at_depth", pages=f"{pages:,}", depth=at) for at, pages in enumerate(depth.histogram)]
    return say("finding.conclusion", listed=Markup("; ").join(by_depth), unreached=depth.unreached)


def note(depth: ClickDepth) -> Markup:
    parts = []
    if depth.median is not None and depth.p90 is not None:
        parts.append(say("finding.median", median=count("click", depth.median), p90=count("click", depth.p90)))
    if depth.unreached:
        parts.append(say("finding.unreached", depth.unreached, words=capitalised(in_words(depth.unreached))))
    return Markup(" ").join(parts)


def tree(departments: tuple[Department, ...]) -> Iterator[Branch]:
    """The departments as they lie below each other, the fullest of each level first."""
    known = {one.url for one in departments}
    below: dict[str | None, list[Department]] = {}
    for one in departments:
        parent = one.parent if one.parent in known and one.parent != one.url else None
        below.setdefault(parent, []).append(one)
    largest = max((len(one.products) for one in departments), default=0) or 1
    fold = len(departments) > FOLD_ABOVE
    for one in by_size(below.pop(None, [])):
        yield branch(one, below, (largest, fold), 1)


def by_size(departments: list[Department]) -> list[Department]:
    return sorted(departments, key=lambda one: (-len(one.products), one.name))


def branch(one: Department, below: dict[str | None, list[Department]], drawing: tuple[int, bool], level: int) -> Branch:
    largest, fold = drawing
    children = by_size(below.pop(one.url, []))
    number = len(one.products)
    return Branch(
        one, number, round(100 * number / largest, 1), flag(number, bool(children)), not fold or level < 2,
        tuple(branch(child, below, drawing, level + 1) for child in children))


def flag(products: int, has_children: bool) -> Markup | None:
    """What is wrong with a department that has too little in it."""
    if products == 0:
        return None if has_children else say("finding.flag_empty")
    return say("finding.flag_one") if products == 1 and not has_children else None
