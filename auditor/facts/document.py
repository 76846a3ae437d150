"""What a document says of itself: title, description, headings, canonical address, robots, language, landmarks."""

import re

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from auditor.core.records import Page
from auditor.facts.fact import fact
from auditor.facts.links import base_of, origin, resolve
from auditor.facts.structured import of_type, text_value, values
from auditor.facts.text import is_shown
from auditor.facts.tree import roles, text_within, tree

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TRAILS = etree.XPath(
    "//@class[contains(., 'readcrumb')]/.. | //@aria-label[contains(., 'readcrumb')]/.. | //@id[contains(., 'readcrumb')]/.."
)
CRUMBS = etree.XPath(".//li[not(.//li)] | .//a[not(ancestor::li)]")
LANDMARKS = {
    "main": "main", "nav": "navigation", "header": "banner", "footer": "contentinfo", "aside": "complementary",
    "search": "search",
}
ROLES = frozenset(LANDMARKS.values()) | {"form", "region"}
LANDMARK_ELEMENTS = etree.XPath("//main|//nav|//header|//footer|//aside|//search|//*[@role]")
VALUED = frozenset({"unavailable_after", "max-snippet", "max-image-preview", "max-video-preview"})
SEARCH_ENGINES = frozenset({"", "*", "googlebot", "robots"})
US = frozenset({"", "*", "storefrontauditor", "robots"})
TAG = re.compile(
    r"([a-z]{2,3})((?:-[a-z]{3}){0,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?((?:-[a-z\d]{5,8}|-\d[a-z\d]{3})*)(?:-[a-z]-.*)?"
)
CHARSET = re.compile(r"charset\s*=\s*['\"]?([\w.:-]+)", re.I)
FROM_TOP = re.compile(r"/(?![/\t\r\n])|https?://\w")
LONGEST_WORDS = 5_000
SEPARATORS = " \t\r\n\xa0/>»›→|·•"


class Heading(Struct, frozen=True):
    """A heading of the page: its level (1 to 6), its text (of a picture its alternative text), and where it stands."""

    level: int
    text: str
    element: HtmlElement


def _short(text: str) -> str:
    """A text with its white space folded; no more of it than anyone looks at."""
    return " ".join(text.split())[:LONGEST_WORDS]


def _words(element: HtmlElement) -> str:
    text = _short(text_within(element))
    return text or _short(" ".join(image.get("alt") or "" for image in element.iter("img")))


@fact
def metas(page: Page) -> dict[str, str]:
    """The first content of each `meta` by its name, property or http-equiv in lower case."""
    found: dict[str, str] = {}
    for element in tree(page).iter("meta"):
        for attribute in ("name", "property", "http-equiv", "itemprop"):
            key = (element.get(attribute) or "").strip().lower()
            if key:
                found.setdefault(key, _short(element.get("content") or ""))
    return found


@fact
def title(page: Page) -> str:
    """The text of the first `<title>`, or ""."""
    found = (each for each in tree(page).iter("title") if next(each.iterancestors("svg"), None) is None)
    return next((_short(text_within(each)) for each in found), "")


@fact
def description(page: Page) -> str:
    """The description that search engines are offered, or ""."""
    return metas(page).get("description", "")


def _level(element: HtmlElement) -> int:
    if element.get("role") == "heading":
        level = element.get("aria-level") or ""
        return int(level) if level.isascii() and level.isdigit() and 1 <= int(level) <= 6 else 2
    return int(element.tag[1])


@fact
def headings(page: Page) -> tuple[Heading, ...]:
    """The headings of the page in order, without those that the markup hides."""
    every = tree(page).iter() if "heading" in roles(page) else tree(page).iter(*HEADINGS)
    found = (each for each in every if each.tag in HEADINGS or each.get("role") == "heading")
    return tuple(Heading(_level(each), _words(each), each) for each in found if is_shown(page, each))


@fact
def first_heading(page: Page) -> Heading | None:
    """The first heading of level 1 that has a text; None where there is none."""
    return next((heading for heading in headings(page) if heading.level == 1 and heading.text), None)


@fact
def headline(page: Page) -> str:
    """The text of the first heading of level 1, or ""."""
    heading = first_heading(page)
    return heading.text if heading else ""


@fact
def base_url(page: Page) -> str:
    """The address that relative addresses of the page start from."""
    return base_of(tree(page), page.final_url)


def absolute(page: Page, href: str) -> str:
    """The http(s) address that `href` means on the page, without fragment; "" where it means none."""
    base, href = base_url(page), href.strip()
    # Resolved from the top of the shop, as links are: one answer serves every page.
    resolved = resolve(origin(base) if FROM_TOP.match(href) else base, href)
    return resolved[0] if resolved else ""


def _related(page: Page, relation: str) -> list[HtmlElement]:
    return [link for link in tree(page).iter("link")
            if relation in (link.get("rel") or "").lower().split() and link.get("href") is not None]


@fact
def canonical(page: Page) -> str:
    """The address that the page calls its own, absolute; "" where it names none."""
    found = next((link.get("href") for link in _related(page, "canonical") if link.get("href").strip()), "")
    return absolute(page, found) if found else ""


def _directives(header: str, agents: frozenset[str]) -> set[str]:
    """The directives of `X-Robots-Tag`s, a line each, for some agents; an agent's name counts to the next, or the line's end."""
    found = set()
    for line in header.lower().splitlines():
        agent = ""
        for part in line.split(","):
            name, colon, value = (each.strip() for each in part.partition(":"))
            if colon and name not in VALUED:
                agent, name = name, value
            if name and agent in agents:
                found.add(name if name in VALUED else name.split(":")[0].strip())
    return found


def _robots(page: Page, agents: frozenset[str]) -> frozenset[str]:
    said = _directives(page.headers.get("x-robots-tag", ""), agents)
    for element in tree(page).iter("meta"):
        if (element.get("name") or "").strip().lower() in agents - {"", "*"}:
            said |= {each.strip().split(":")[0] for each in (element.get("content") or "").lower().split(",")}
    if "none" in said:
        said |= {"noindex", "nofollow"}
    return frozenset(said - {""})


@fact
def robots(page: Page) -> frozenset[str]:
    """The directives for search engines, in lower case, of `meta` and of the header. `none` is noindex and nofollow."""
    return _robots(page, SEARCH_ENGINES)


@fact
def nofollow(page: Page) -> bool:
    """Whether the page asks all robots, or us by name, to follow none of its links."""
    return "nofollow" in _robots(page, US)


@fact
def noindex(page: Page) -> bool:
    """Whether the page asks search engines to leave it out."""
    return "noindex" in robots(page)


def language_tag(written: str) -> str:
    """A language tag in its usual spelling (`en-GB`, `zh-Hant-TW`); "" where it is none (BCP 47)."""
    match = TAG.fullmatch(written.strip().replace("_", "-").lower())
    if match is None:
        return ""
    language, extended, script, region, variants = match.groups()
    tag = language + extended
    return tag + (f"-{script.title()}" if script else "") + (f"-{region.upper()}" if region else "") + variants


@fact
def written_language(page: Page) -> str | None:
    """The language of `<html>` as it is written; None where there is no such attribute."""
    root = tree(page)
    return next((root.get(name) for name in ("lang", "xml:lang") if root.get(name) is not None), None)


@fact
def language(page: Page) -> str:
    """The language of `<html>` in its usual spelling; "" where it is missing or no language tag."""
    return language_tag(written_language(page) or "")


@fact
def hreflangs(page: Page) -> tuple[tuple[str, str], ...]:
    """The editions of the page in other languages: code as written, absolute address ("" where it is none)."""
    found = (link for link in _related(page, "alternate") if link.get("hreflang") is not None)
    return tuple((link.get("hreflang").strip(), absolute(page, link.get("href"))) for link in found)


@fact
def viewport(page: Page) -> str:
    """The content of the viewport `meta`, or ""."""
    return metas(page).get("viewport", "")


@fact
def charset_declared(page: Page) -> str:
    """The encoding that header or markup name, in lower case, or ""."""
    match = CHARSET.search(page.headers.get("content-type", ""))
    if match:
        return match[1].lower()
    found = (element.get("charset") for element in tree(page).iter("meta") if element.get("charset"))
    match = CHARSET.search(metas(page).get("content-type", ""))
    return next(found, match[1] if match else "").strip().lower()


def _data_trail(page: Page) -> tuple[str, ...]:
    for trail in of_type(page, "BreadcrumbList"):
        steps = [step for step in values(trail, "itemListElement") if isinstance(step, dict)]
        labels = [text_value(step, "name") or text_value(step, "item") for step in steps]
        if any(labels):
            return tuple(label for label in labels if label)
    return ()


@fact
def breadcrumb(page: Page) -> tuple[str, ...]:
    """The labels of the page's trail, from home on: the visible one, else that of its data; () where there is none."""
    marked = TRAILS(tree(page)) if "readcrumb" in page.html else []
    for element in marked:
        labels = [_words(crumb).strip(SEPARATORS) for crumb in CRUMBS(element)]
        shown = tuple(label for label in labels if label)
        if shown and is_shown(page, element):
            return shown
    return _data_trail(page)


@fact
def landmarks(page: Page) -> frozenset[str]:
    """The landmark roles that the page has: main, navigation, banner, contentinfo, complementary, search."""
    found = (element.get("role") or LANDMARKS.get(element.tag, "") for element in LANDMARK_ELEMENTS(tree(page)))
    return frozenset(role for role in found if role in ROLES)
