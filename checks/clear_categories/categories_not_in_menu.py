"""NAV-01: categories that the main menu does not show."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, Site

LEAST_CATEGORIES = 3
LEAST_PRODUCTS = 30


def has_categories(site: Site) -> bool:
    """The shop has fewer than 3 categories or fewer than 30 products, which need no departments in the menu."""
    return len(site.departments) >= LEAST_CATEGORIES and sum(1 for _ in site.of_kind(PageKind.PRODUCT)) >= LEAST_PRODUCTS


def menu_seen(site: Site) -> bool:
    """No main menu was seen in the shop's pages; it may be built by a script."""
    return bool(site.menu) or any(department.in_menu for department in site.departments)


@check("clear-categories/categories-not-in-menu", code="NAV-01", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.DESIGN,
       factor=Factor.USABILITY, applies=has_categories, measured=menu_seen)
def categories_not_in_menu(site: Site, *, least: int = 3) -> Iterator[Finding]:
    """The main menu shows the shop's categories.

    Why it matters: The menu tells at a glance what is sold here. Where everything hides behind one word such as "Products", the
        customer cannot see the range and does not find the way to the right shelf.
    How to fix: Put the largest categories into the main menu by name, each with its own link, in place of a single "Shop" or
        "Products". If there are many, group them under a few words that customers use.
    Bad:
        menu: [Shop, About us]
        departments:
          - {name: Lamps, url: "https://shop.example/lamps"}
          - {name: Desks, url: "https://shop.example/desks"}
          - {name: Chairs, url: "https://shop.example/chairs"}
        pages: [&p {url: "https://shop.example/p", kind: product}, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p,
                *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p]
    Good:
        menu: [Lamps, Desks, Chairs]
        departments:
          - {name: Lamps, url: "https://shop.example/lamps", in_menu: true}
          - {name: Desks, url: "https://shop.example/desks", in_menu: true}
          - {name: Chairs, url: "https://shop.example/chairs", in_menu: true}
        pages: [&p {url: "https://shop.example/p", kind: product}, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p,
                *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p, *p]
    Rests on: B visual experience 3 (clearer than a shop's floors); E 5
    References: Baymard Institute, "Homepage and navigation" (2024): 18 % of shops hide the range behind one entry. Three
        categories at least, in shops of 30 products and more: house rule.
    """
    shown = [department.name for department in site.departments if department.in_menu]
    if len(shown) < least:
        yield fail("Of {all} categories the main menu shows {count}", all=len(site.departments), count=len(shown), shown=shown,
                   menu=list(site.menu), hidden=[each.name for each in site.departments if not each.in_menu][:20])
