"""NAV-02: categories with nothing, or next to nothing, in them."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Department, PageKind, Site

SMALL_SHOP = 30


def has_categories(site: Site) -> bool:
    """No category was seen."""
    return bool(site.departments)


def products_seen(site: Site) -> bool:
    """Most categories showed no product to us; they may be filled in by a script."""
    return 2 * sum(bool(department.products) for department in leaves(site)) >= len(leaves(site))


def leaves(site: Site) -> list[Department]:
    """The categories whose pages were read and that have none below them."""
    parents = {department.parent for department in site.departments}
    named = {each.url for each in site.departments}
    read = {address for page in site.pages for address in (page.url, page.final_url) if address in named}
    lowest = [each for each in site.departments if not {each.url, each.name} & parents and not above(each, site)]
    return [each for each in lowest if each.url in read]


def above(department: Department, site: Site) -> bool:
    """Whether another category's address lies below this one's."""
    folder = f"{department.url.rstrip('/')}/"
    return any(other.url.startswith(folder) and other.url != folder for other in site.departments)


@check("clear-categories/empty-categories", code="NAV-02", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.CONTENT, applies=has_categories, measured=products_seen)
def empty_categories(site: Site, *, few: int = 4, most_words: int = 100) -> Iterator[Finding]:
    """Every category holds enough to choose from.

    Why it matters: A customer who opens a shelf and finds it bare believes the shop is closing down. Shelves with two or
        three things on them make choosing a matter of running to and fro.
    How to fix: Take empty categories out of the menu until they are filled. Join small ones with their neighbours, and let a
        filter (size, colour, use) do what the extra category was for.
    Bad:
        departments:
          - {name: Lamps, url: "https://shop.example/lamps", products: [/1, /2, /3, /4]}
          - {name: Sale, url: "https://shop.example/sale"}
        pages: [{url: "https://shop.example/lamps", kind: category}, {url: "https://shop.example/sale", kind: category}]
    Good:
        departments: [{name: Lamps, url: "https://shop.example/lamps", products: [/1, /2, /3, /4]}]
        pages: [{url: "https://shop.example/lamps", kind: category}]
    Rests on: B visual experience 3; E 4.1 (jumbled, thin pages)
    References: Baymard Institute, "Product lists and filtering" (2024): 75 % of shops divide their range too finely. Fewer
        than four products is a note, in shops of 30 products and more; a page with much text may be something else, which a
        person must see: house rule, to be calibrated.
    """
    words = {page.final_url: page.words for page in site.pages if page.kind is PageKind.CATEGORY}
    large = sum(1 for _ in site.of_kind(PageKind.PRODUCT)) >= SMALL_SHOP
    for department in leaves(site):
        about = {"url": department.url, "pages": (department.url,), "name": department.name, "count": len(department.products)}
        if not department.products and words.get(department.url, 0) > most_words:
            yield review("We saw no product in the category “{name}”, which has much text: is it empty?", **about)
        elif not department.products:
            yield fail("The category “{name}” is empty", **about)
        elif large and len(department.products) < few:
            yield fail("The category “{name}” holds only {count} products", **about, severity=Severity.NOTE)
