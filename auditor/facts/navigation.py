"""How a visitor gets about: the entries of the main menu, search, pages of a list, the number of results."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from auditor.core.records import Page, Region
from auditor.facts.document import absolute
from auditor.facts.fact import fact
from auditor.facts.forms import accessible_name, search_form
from auditor.facts.lexicon import concepts_named
from auditor.facts.links import landmark
from auditor.facts.text import is_hidden, pieces
from auditor.facts.tree import markup, tree

MENUS = etree.XPath("//nav | //*[@role='navigation' or @role='menubar'] | //ul[@id or @class] | //div[@id or @class]")
HEADER_LINKS = etree.XPath("//header//a[@href] | //*[@role='banner']//a[@href] | //nav//a[@href]")
SEARCHES = etree.XPath("//input[@type='search'] | //*[@role='search' or @role='searchbox'] | //search")
PRESSED = etree.XPath("//a[@href] | //button | //*[@role='button']")
PAGERS = etree.XPath(
    "//*[contains(@class, 'pagin') or contains(@class, 'pager') or contains(@class, 'page-numbers')"
    " or contains(translate(@aria-label, 'PAGINTO', 'paginto'), 'pagination')]//a[@href]"
)
NEXT = etree.XPath("//link[@rel='next' and @href] | //a[contains(concat(' ', @rel, ' '), ' next ') and @href]")
LISTS = ("ul", "ol", "menu")
NOT_MENU = re.compile(
    r"bread-?crumb|pagin|pager|foot|social|lang|currency|share|copyright|skip|cookie|tabs?\b|account|dropdown-menu", re.I
)
MAIN_MENU = re.compile(r"\b(?:main|primary|mega|category|categories|department|shop|haupt|principal)", re.I)
SERVICE = frozenset({
    "login", "logout", "cart", "checkout", "search", "wishlist", "compare", "contact", "faq", "about", "tracking", "terms",
    "privacy", "returns", "shipping", "imprint",
})
FEWEST_ENTRIES = 2
LONGEST_LABEL = 60
HELPFUL_LINKS = 3
AMOUNT = r"(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?!\d)"
RANGE = re.compile(
    r"(?<!\d)\d{1,9}\s*+(?:-|–|—|to|bis|à|a|al|～|~|至|从|件目)\s*+\d{1,9}\s*+(?:件\s*+)?"
    rf"(?:of|von|sur|de|out of|/|\(全|,?\s*+共|／|全)\s*+{AMOUNT}", re.I
)
COUNTED = re.compile(
    rf"(?<![\d.,£$€¥]){AMOUNT}\s*(?:results?|products?|items?|articles?|produkte?n?|artikel|ergebnisse?|treffer|résultats?|"
    r"produits?|resultados?|productos?|artículos?|件の商品|件|个商品|件商品|個商品|款商品|项商品|個結果|个结果|项结果|項結果)(?!\w)",
    re.I,
)
TOTAL = re.compile(r"(?:共|全|計)\s*(\d{1,9})\s*(?:件|个|個|款|项|項|种|種|點|点)")


class MenuEntry(Struct, frozen=True):
    """One entry of the main menu's first level: its label, its absolute address ("" where it only opens), links below it."""

    label: str
    href: str
    below: int


def _is_menu(element: HtmlElement) -> bool:
    if landmark(element) is not Region.MENU:
        return False
    own = f"{element.get('id') or ''} {element.get('class') or ''} {element.get('aria-label') or ''}"
    return not NOT_MENU.search(own) and not any(
        landmark(outer) is Region.FOOTER or outer.tag == "footer" for outer in element.iterancestors()
    )


def _first_level(menu: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The groups of first-level entries in a menu: the items of each outermost list; else its links that stand side by side."""
    found = [menu] if menu.tag in LISTS else list(menu.iter(*LISTS))
    inner = {item for outer in found for item in outer.iter(*LISTS) if item is not outer}
    outermost = [each for each in found if each not in inner]
    for each in outermost:
        yield [item for item in each if item.tag == "li"] or list(each.iter("a"))
    if not outermost:
        yield list(menu.iter("a"))


def _own_words(item: HtmlElement) -> tuple[HtmlElement | None, str]:
    """The first link or button of an entry and its words, those of the lists below it left out."""
    for element in item.iter("a", "button", "span", "summary", "label", "p", "h2", "h3", "h4"):
        above = element.iterancestors(*LISTS)
        holder = next(above, None)
        if holder is not None and item in holder.iterancestors():
            break
        words = accessible_name(element)
        if words:
            return element, words
    text = " ".join((item.text or "").split())
    return None, text


def _entry(page: Page, item: HtmlElement) -> MenuEntry | None:
    element, label = _own_words(item)
    if not label or len(label) > LONGEST_LABEL or is_hidden(item):
        return None
    href = (element.get("href") or "").strip() if element is not None else ""
    target = absolute(page, href) if href and not href.startswith(("#", "javascript:")) else ""
    below = sum(1 for _ in item.iter("a")) - (1 if element is not None and element.tag == "a" else 0)
    return MenuEntry(label, target, below)


def _weight(entries: tuple[MenuEntry, ...], menu: HtmlElement) -> tuple[int, int]:
    goods = [entry for entry in entries if SERVICE.isdisjoint(concepts_named(entry.label))]
    said = f"{menu.get('id') or ''} {menu.get('class') or ''} {menu.get('aria-label') or ''}"
    return (len(goods) + (3 if MAIN_MENU.search(said) and goods else 0), sum(entry.below for entry in entries))


@fact
def menu_entries(page: Page) -> tuple[MenuEntry, ...]:
    """The first level of the main menu: of all menus outside the footer the one with most entries that lead to goods."""
    best: tuple[tuple[int, int], tuple[MenuEntry, ...]] = ((0, 0), ())
    for menu in MENUS(tree(page)):
        if not _is_menu(menu):
            continue
        for group in _first_level(menu):
            entries = tuple(entry for entry in (_entry(page, item) for item in group) if entry is not None)
            distinct = tuple({entry.label.casefold(): entry for entry in reversed(entries)}.values())[::-1]
            weight = _weight(distinct, menu)
            if weight > best[0]:
                best = (weight, distinct)
    return best[1]


@fact
def has_menu(page: Page) -> bool:
    """Whether a visitor can go on from here: a menu, or at least three links in the header."""
    if len(menu_entries(page)) >= FEWEST_ENTRIES:
        return True
    return len({link.get("href") for link in HEADER_LINKS(tree(page))}) >= HELPFUL_LINKS


@fact
def has_search(page: Page) -> bool:
    """Whether the page offers to search: a form, a field, or a link or button that says so."""
    if search_form(page) is not None or SEARCHES(tree(page)):
        return True
    return any("search" in concepts_named(accessible_name(each)) for each in PRESSED(tree(page)))


@fact
def _pager_links(page: Page) -> tuple[HtmlElement, ...]:
    named = any(word in markup(page) for word in (b"pagin", b"pager", b"page-numbers"))
    return tuple(PAGERS(tree(page))) if named else ()


@fact
def next_page(page: Page) -> str:
    """The address of the next page of this list, absolute; "" where there is none."""
    named = [link for link in _pager_links(page) if "next_page" in concepts_named(accessible_name(link))]
    return next((url for url in (absolute(page, link.get("href")) for link in (*NEXT(tree(page)), *named)) if url), "")


@fact
def page_links(page: Page) -> tuple[str, ...]:
    """The addresses of the other pages of this list: those with numbers for names, and the next one."""
    numbered = [link for link in _pager_links(page) if accessible_name(link).split(" ")[-1].isdigit()]
    found = [absolute(page, link.get("href")) for link in numbered] + [next_page(page)]
    return tuple(dict.fromkeys(url for url in found if url and url != page.final_url))


def count_of(text: str) -> int | None:
    """The number of results that a line tells ("Showing 1–24 of 1,203 results" is 1203); None where it tells none."""
    match = RANGE.search(text) or TOTAL.search(text) or COUNTED.search(text)
    return int(re.sub(r"[.,]", "", match[1])) if match else None


@fact
def result_count(page: Page) -> int | None:
    """How many results the page says that its list has; None where it does not say."""
    lines: dict[int, list[str]] = {}
    for piece in pieces(page):
        if piece.main:
            lines.setdefault(piece.paragraph, []).append(piece.text)
    for parts in lines.values():
        line = " ".join("".join(parts).split())
        if len(line) <= 2 * LONGEST_LABEL and any(char.isdigit() for char in line) and "cart" not in concepts_named(line):
            count = count_of(line)
            if count is not None:
                return count
    return None
