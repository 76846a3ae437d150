"""A cheap fingerprint of what a page says, for the trap guard: half for what it alone says, half for all its words."""

from string import ascii_lowercase, ascii_uppercase
from zlib import crc32

from lxml import etree
from lxml.html import HtmlElement

from auditor.core.records import PageKind

MAIN = etree.XPath("(//*[@role='main'] | //*[@id='content' or @id='main'])[1]")
TEXTS = etree.XPath(".//text()", smart_strings=False)
STRING = etree.XPath("string()", smart_strings=False)
UNREAD = ("script", "style", "noscript", "template", "select", "textarea", "head", "header", "footer", "nav", "aside")
LABELS = frozenset({"a", "button", "h1", "h2", "h3", *UNREAD})
HOLDERS = ("p", "li", "td", "dd", "div", "span", "section", "article")
BETWEEN = "\x1f"  # no page holds it: what cannot be printed is taken out before a page is parsed
DIGITS = b"0123456789"
LOWER = bytes.maketrans(ascii_uppercase.encode(), ascii_lowercase.encode())
ONE_THING = frozenset({PageKind.PRODUCT, PageKind.ARTICLE})
LISTS = frozenset({PageKind.CATEGORY, PageKind.SEARCH})


def fingerprint(root: HtmlElement, kind: PageKind = PageKind.OTHER) -> int:
    """A whole number of 64 bits with sign for the main text of a page; 0 where it says nothing. It is the same in every process.

    The high half stands for what the page alone says: its longest passage outside links and headings, and the heading too where
    it shows one thing. A list says nothing of its own, whatever its filter and order: it brings news by its links alone.
    The low half stands for all passages, whatever their order. Digits count in that heading alone, since sizes tell products
    apart.
    """
    main = next(root.iter("main"), None)
    if main is None:
        main = next(iter(MAIN(root)), root)
    text = BETWEEN.join(TEXTS(main))
    for element in main.iter(UNREAD):
        text = text.replace(BETWEEN.join(TEXTS(element)), "", 1)
    passages = sorted({passage.strip() for passage in _without_digits(text).split(BETWEEN.encode())} - {b""})
    if not passages:
        return 0
    own = "" if kind in LISTS else _longest_passage(main)
    heading = STRING(first) if kind in ONE_THING and (first := next(root.iter("h1"), None)) is not None else ""
    prose = crc32(b" ".join([*heading.casefold().encode("utf-8", "replace").split(), *_without_digits(own).split()]))
    return ((prose << 32) | crc32(b" ".join(passages))) - (1 << 64 if prose >> 31 else 0)


def _without_digits(text: str) -> bytes:
    """Bytes with Latin letters in lower case, since taking characters out of those is twenty times as fast."""
    return text.encode("utf-8", "replace").translate(LOWER, DIGITS)


def _longest_passage(main: HtmlElement) -> str:
    """The longest text that stands in one element, outside links, headings and the frame around the page."""
    longest = ""
    for element in main.iter(HOLDERS):
        text = element.text
        if text and len(text) >= len(longest) and (text := text.strip()) and _is_longer(text, longest):
            longest = longest if any(outer.tag in LABELS for outer in element.iterancestors()) else text
    return longest


def _is_longer(text: str, other: str) -> bool:
    """Whether a text is the longer one; of two that are as long, the first in the alphabet counts as such."""
    return len(text) > len(other) or (len(text) == len(other) and text < other)
