"""The parsed tree of a page: lxml, once per page."""

from lxml import html as lxml_html
from lxml.etree import ElementDefaultClassLookup, ParserError
from lxml.html import HtmlElement

from auditor.core.records import Page
from auditor.facts.fact import fact

PARSER = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False)
# lxml's own way asks Python which class each element has: it makes walks four times as slow, and nobody here needs its forms.
PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
EMPTY = b"<html><head></head><body></body></html>"
UNPRINTABLE = bytes({*range(0x20)} - {*b"\t\n\r"})


def parse(text: str) -> HtmlElement:
    """The tree of an HTML document; of an empty one where there is nothing to parse."""
    try:
        return lxml_html.document_fromstring(text.encode("utf-8", "replace").translate(None, UNPRINTABLE), parser=PARSER)
    except ParserError:
        return lxml_html.document_fromstring(EMPTY)


@fact
def markup(page: Page) -> bytes:
    """The page's HTML with its Latin letters in lower case: to tell quickly what cannot be in it."""
    return page.html.encode("utf-8", "replace").lower()


@fact
def tree(page: Page) -> HtmlElement:
    """The page's tree. Shared by every check: never change it."""
    return parse(page.html)
