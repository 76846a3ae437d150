"""The parsed tree of a page: lxml, once per page."""

import re

from lxml import html as lxml_html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from auditor.core.records import Page
from auditor.facts.fact import fact

PARSER = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
EMPTY = b"<html><head></head><body></body></html>"
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def parse(text: str) -> HtmlElement:
    """The tree of an HTML document; of an empty one where there is nothing to parse."""
    try:
        return lxml_html.document_fromstring(UNPRINTABLE.sub("", text).encode("utf-8", "replace"), parser=PARSER)
    except ParserError:
        return lxml_html.document_fromstring(EMPTY)


@fact
def tree(page: Page) -> HtmlElement:
    """The page's tree. Shared by every check: never change it."""
    return parse(page.html)
