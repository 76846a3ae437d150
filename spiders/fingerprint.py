"""A cheap fingerprint of what a page says, for the trap guard: half of it for the words that are its own, half for all."""

import re
from collections.abc import Iterator
from zlib import crc32

from lxml import etree
from lxml.html import HtmlElement

from auditor.core.records import PageKind

MAIN = etree.XPath("(//main | //*[@role='main'] | //*[@id='content' or @id='main'])[1]")
APART = frozenset({
    "header", "footer", "nav", "aside", "script", "style", "noscript", "template", "head", "svg", "select", "iframe", "textarea"})
LETTERS = re.compile(r"[^\W\d_]+")
ONE_THING = frozenset({PageKind.PRODUCT, PageKind.ARTICLE})
LEAST_PROSE = 30


def fingerprint(root: HtmlElement, kind: PageKind = PageKind.OTHER) -> int:
    """A whole number of 64 bits with sign for the main text of a page; 0 where it says nothing. It is the same in every process.

    The high half stands for the page's own words: its longest passage, and the heading where the page shows one thing. Of a
    list it is the same whatever filter and order, or at most as manifold as the passages in it. The low half stands for all
    words, whatever their order. Digits count in neither.
    """
    main = next(iter(MAIN(root)), None)
    texts = list(_texts(main if main is not None else root))
    words = set(LETTERS.findall(" ".join(texts).casefold()))
    if not words:
        return 0
    whole = crc32(" ".join(sorted(words)).encode())
    longest = max(texts, key=len)
    own = f"{_heading(root)} {longest}" if kind in ONE_THING else longest if len(longest) >= LEAST_PROSE else None
    prose = whole if own is None else crc32(" ".join(LETTERS.findall(own.casefold())).encode())
    return ((prose << 32) | whole) - (1 << 64 if prose >> 31 else 0)


def _texts(root: HtmlElement) -> Iterator[str]:
    """The passages below an element, but for those of the frame around the page."""
    rest = [root]
    while rest:
        element = rest.pop()
        if (text := element.text) and not text.isspace():
            yield text
        for child in element:
            if (text := child.tail) and not text.isspace():
                yield text
            if child.tag not in APART:
                rest.append(child)


def _heading(root: HtmlElement) -> str:
    first = next(root.iter("h1"), None)
    return "".join(first.itertext()) if first is not None else ""
