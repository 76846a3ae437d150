"""NAV-05: products that are many clicks from the home page."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import PageKind, Site


def has_products(site: Site) -> bool:
    """No product page was seen."""
    return site.has_kind(PageKind.PRODUCT)


def reached(site: Site) -> bool:
    """No link that we could follow leads from the home page to a product."""
    return any(page.depth is not None for page in site.of_kind(PageKind.PRODUCT))


@check("short-path/deep-products", code="NAV-05", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.DESIGN,
       factor=Factor.USABILITY, applies=has_products, measured=reached)
def deep_products(site: Site, *, near: int = 3, far: int = 5) -> Iterator[Finding | Grade]:
    """Products are within three clicks of the home page.

    Why it matters: Each level that has to be opened first is one more guess, and most customers stop guessing after a few.
        Search engines, too, come less often to pages that lie deep.
    How to fix: Link the categories that hold these products straight from the menu, show more products on a page of a list, and
        put links to new, popular and related products on the pages that are close to the home page.
    Bad:
        pages: [{url: "https://shop.example/deep", kind: product, depth: 6}]
    Good:
        pages: [{url: "https://shop.example/near", kind: product, depth: 3}]
    Rests on: B visual experience 2 (fewer clicks to the wanted page)
    References: User Interface Engineering, "Testing the three-click rule" (2003): a rule of thumb, no law. So four clicks count
        half and are a note, five and more count nothing and are minor, by the share of products: house rule, to be calibrated.
    """
    depths = {page.final_url: page.depth for page in site.of_kind(PageKind.PRODUCT) if page.depth is not None}
    yield grade(sum(1.0 if depth <= near else 0.5 if depth < far else 0.0 for depth in depths.values()) / len(depths))
    deep = sorted((url for url, depth in depths.items() if depth > near), key=lambda url: (-depths[url], url))
    if deep:
        deepest = depths[deep[0]]
        yield fail("{count} of {all} products are more than {near} clicks from the home page, the farthest {deepest}",
                   pages=tuple(deep), severity=None if deepest >= far else Severity.NOTE, count=len(deep), all=len(depths),
                   near=near, deepest=deepest, farthest=deep[0])
