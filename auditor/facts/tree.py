"""The parsed tree of a page: lxml, once per page."""

import re

from lxml import html as lxml_html
from lxml.etree import ElementDefaultClassLookup, ParserError, XPath, tostring
from lxml.html import HtmlElement

from auditor.core.records import Failure, Page
from auditor.facts.fact import fact

PARSER = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
# lxml's own way asks Python which class each element has: it makes walks four times as slow, and nobody here needs its forms.
PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
ROLES = XPath("//@role", smart_strings=False)
EMPTY = b"<html><head></head><body></body></html>"
UNPRINTABLE = bytes({*range(0x20)} - {*b"\t\n\r"})


SMALL = 50_000
MOST_TAGS = 100_000
DEEPEST = 2_046  # libxml2 goes no deeper, and leaves out all that follows; browsers go to 512
# Of one element's attributes libxml2 compares each with all others: ten thousand take it 0.2 s, a hundred thousand a minute.
ATTRIBUTE = rb"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+"""
CROWDED = re.compile(rb"<[a-z][^\s/>]*+(?:" + ATTRIBUTE + rb"){5000}", re.I)


def parse(text: str) -> HtmlElement:
    """The tree of an HTML document, as far as `beginning`; of an empty one where there is nothing to parse."""
    return planted(beginning(printable(text)))


def printable(text: str) -> bytes:
    return text.encode("utf-8", "replace").translate(None, UNPRINTABLE)


def planted(document: bytes) -> HtmlElement:
    try:
        return lxml_html.document_fromstring(document, parser=PARSER)
    except ParserError:
        return lxml_html.document_fromstring(EMPTY)


def beginning(document: bytes) -> bytes:
    """As much of a document as can be read in decent time: MOST_TAGS, and no element with thousands of attributes."""
    if len(document) < SMALL:
        return document
    crowded = CROWDED.search(document)
    parts = document[:crowded.start() if crowded else None].split(b"<", MOST_TAGS + 1)
    return b"<".join(parts[:MOST_TAGS + 1])


def is_cut(root: HtmlElement) -> bool:
    """Whether the parser met the end of its stack: then the last element is the deepest."""
    depth = 0
    while len(root):
        root, depth = root[-1], depth + 1
    return depth >= DEEPEST


@fact
def _document(page: Page) -> bytes:
    return printable(page.html)


@fact
def _planted(page: Page) -> tuple[HtmlElement, bool]:
    """The page's tree, and whether all of its markup went into it."""
    document = _document(page)
    part = beginning(document)
    return planted(part), len(part) == len(document)


def unread_rest(page: Page) -> Failure | None:
    """Why only the beginning of a page was read, None where all of it was."""
    root, is_whole = _planted(page)
    if is_cut(root):
        return Failure.TOO_DEEP
    return None if is_whole else Failure.TOO_MUCH_MARKUP


@fact
def markup(page: Page) -> bytes:
    """The page's HTML with its Latin letters in lower case: to tell quickly what cannot be in it."""
    return _document(page).lower()


@fact
def roles(page: Page) -> frozenset[str]:
    """The roles that elements of the page are given: to tell quickly which are given to none."""
    return frozenset(ROLES(tree(page)))


def text_within(element: HtmlElement) -> str:
    """All text within an element, shown or not, as it stands in the markup."""
    return tostring(element, method="text", encoding="unicode", with_tail=False)


@fact
def classed(page: Page) -> tuple[tuple[HtmlElement, str], ...]:
    """The elements that have classes, with these, in the order of the page."""
    return tuple((element, classes) for element in tree(page).iter() if (classes := element.get("class")))


@fact
def class_names(page: Page) -> frozenset[str]:
    """What the page's elements have for classes, each wording once: a page has far fewer of them than elements."""
    return frozenset(classes for _, classes in classed(page))


def tree(page: Page) -> HtmlElement:
    """The page's tree. Shared by every check: never change it."""
    return _planted(page)[0]
