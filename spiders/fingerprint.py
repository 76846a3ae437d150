"""A cheap fingerprint of what a page says, for the trap guard: half for what it alone says, half for all its words."""

import re
from zlib import crc32

from lxml import etree
from lxml.html import HtmlElement

from auditor.core.records import PageKind

MAIN = etree.XPath("(//main | //*[@role='main'] | //*[@id='content' or @id='main'])[1]")
APART = frozenset({
    "header", "footer", "nav", "aside", "script", "style", "noscript", "template", "head", "svg", "select", "iframe", "textarea"})
LABELS = frozenset({"a", "h1", "h2", "h3"})
LETTERS = re.compile(r"[^\W\d_]+")
ONE_THING = frozenset({PageKind.PRODUCT, PageKind.ARTICLE})
LISTS = frozenset({PageKind.CATEGORY, PageKind.SEARCH})


def fingerprint(root: HtmlElement, kind: PageKind = PageKind.OTHER) -> int:
    """A whole number of 64 bits with sign for the main text of a page; 0 where it says nothing. It is the same in every process.

    The high half stands for what the page alone says: its longest passage outside links and headings, and the heading too where
    it shows one thing. A list says nothing of its own, whatever its filter and order: it brings news by its links alone.
    The low half stands for all words, whatever their order. Digits count in that heading alone, since sizes tell products apart.
    """
    main = next(iter(MAIN(root)), None)
    passages, labels = _texts(main if main is not None else root)
    words = set(LETTERS.findall(" ".join(passages + labels).casefold()))
    if not words:
        return 0
    own = "" if kind in LISTS else max(passages, key=lambda text: (len(text), text), default="")
    heading = _heading(root) if kind in ONE_THING else ""
    prose = crc32(" ".join([*heading.split(), *LETTERS.findall(own)]).casefold().encode())
    return ((prose << 32) | crc32(" ".join(sorted(words)).encode())) - (1 << 64 if prose >> 31 else 0)


def _texts(root: HtmlElement) -> tuple[list[str], list[str]]:
    """The passages below an element, but for those of the frame around the page; and what links and headings say."""
    passages, labels = [], []
    rest = [root]
    while rest:
        element = rest.pop()
        if (text := element.text) and not text.isspace():
            passages.append(text)
        for child in element:
            if (text := child.tail) and not text.isspace():
                passages.append(text)
            if child.tag in LABELS:
                labels.append(" ".join(child.itertext()))
            elif child.tag not in APART:
                rest.append(child)
    return passages, labels


def _heading(root: HtmlElement) -> str:
    first = next(root.iter("h1"), None)
    return "".join(first.itertext()) if first is not None else ""
