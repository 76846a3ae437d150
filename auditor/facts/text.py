"""What a visitor reads on a page: the visible text, its main part, its size, its likeness to other texts, its language."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy
from lxml import etree
from lxml.html import HtmlElement
from numpy.lib.stride_tricks import sliding_window_view
from rensa import RMinHash

from auditor.core.records import Page, Region
from auditor.facts.fact import fact
from auditor.facts.languages import detected_language
from auditor.facts.lexicon import folded
from auditor.facts.links import LANDMARKS, LONGEST_NAMES, ROLES, landmark_by_name
from auditor.facts.tree import roles, tree

__all__ = [
    "Piece", "detected_language", "hash_of", "hashes_of", "is_hidden", "main_element", "main_text", "paragraphs", "pieces",
    "similar", "text_hash", "text_hashes", "text_of", "visible_text", "word_count", "words_in",
]

UNSEEN = frozenset({
    "script", "style", "template", "noscript", "head", "svg", "iframe", "object", "canvas", "audio", "video", "select",
    "datalist", "textarea", "math",
})
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})
APART = frozenset({Region.HEADER, Region.MENU, Region.FOOTER})
TELLING = UNSEEN | {"dialog", "aside", *LANDMARKS}  # without attributes no other element is hidden or apart
TRAIL = re.compile(r"\bbread-?crumbs?\b", re.I)
UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
MAIN = etree.XPath("//main | //@role[. = 'main']/..")
CONTENT = etree.XPath(
    "//@id[. = 'content' or . = 'main' or . = 'main-content' or . = 'maincontent' or . = 'MainContent' or . = 'page-content']/.."
)
SHINGLE = 8
LONGEST_HASHED = 20_000
WORD = re.compile(r"[^\W_\u2e80-\uffff]+(?:['’\-.][^\W_\u2e80-\uffff]+)*")
# Most texts hold Latin letters and signs alone; their words are counted by the shapes of their octets, in a tenth of the time.
BEYOND_LATIN = re.compile("[^\x00-\xff\u2000-\u206f\u20a0-\u20cf\u2122]")
SHAPES = bytes(ord("a") if WORD.match(chr(octet)) else ord("-") if chr(octet) in "'-." else ord(" ") for octet in range(0x100))
JOINT = re.compile(rb"-(?<=a-)(?=a)")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")


class Piece(NamedTuple):
    """A visible run of text: the element it stands in, the number of its paragraph, whether it is of the main part."""

    text: str
    element: HtmlElement
    paragraph: int
    main: bool


def is_hidden(element: HtmlElement) -> bool:
    """Whether the markup itself hides the element: by its tag, `hidden`, an inline style, or a closed dialog."""
    tag = element.tag
    if tag in UNSEEN:
        return True
    has = element.keys()
    if tag == "dialog" and "open" not in has:
        return True
    return bool(has) and ("hidden" in has or ("style" in has and UNSEEN_STYLE.search(element.get("style")) is not None))


def _only(found: list[HtmlElement]) -> list[HtmlElement]:
    return found if len(found) == 1 else []


@fact
def main_element(page: Page) -> HtmlElement:
    """The element that holds what this page alone is about; the body where none says so."""
    root = tree(page)
    mains = MAIN(root) if "main" in roles(page) else list(root.iter("main"))
    named = mains or _only(list(root.iter("article"))) or CONTENT(root)
    shown = [element for element in named if not is_hidden(element)]
    if len(shown) > 1:
        return max(shown, key=lambda element: len(element.xpath("string()")))
    body = root.find("body")
    return shown[0] if shown else body if body is not None else root


@lru_cache(maxsize=1 << 14)
def _is_frame(tag: str, role: str, words: str) -> bool:
    """Whether an element is frame, not picture: header, menu, trail, footer or sidebar. `words` are its class, id and label."""
    if tag == "aside" or TRAIL.search(words):
        return True
    region = (landmark_by_name(words) if words and tag not in ("a", "li", "html", "body") else None) or ROLES.get(role)
    return (region or LANDMARKS.get(tag)) in APART


def _is_apart(element: HtmlElement, main: HtmlElement, in_main: bool) -> bool:
    tag, has = element.tag, element.keys()
    if element is main or (in_main and tag in ("header", "footer") and main.tag != "body"):
        return False
    if not has:
        return _is_frame(tag, "", " ")
    label = element.get("aria-label") if "aria-label" in has else None
    words = f"{element.get('class') or ''} {element.get('id') or ''}{f' {label}' if label else ''}"
    return _is_frame(tag, (element.get("role") or "")[:LONGEST_NAMES] if "role" in has else "", words[:LONGEST_NAMES])


@fact
def _walked(page: Page) -> tuple[tuple[Piece, ...], set[HtmlElement]]:
    shown: set[HtmlElement] = set()
    return tuple(_pieces(tree(page), main_element(page), shown)), shown


def pieces(page: Page) -> tuple[Piece, ...]:
    """Every visible run of text of the page, in order; white space counts where it follows a text in the same paragraph."""
    return _walked(page)[0]


def is_shown(page: Page, element: HtmlElement) -> bool:
    """Whether the markup hides neither the element nor what it stands in."""
    return element in _walked(page)[1]


def _pieces(root: HtmlElement, main: HtmlElement, shown: set[HtmlElement]) -> Iterator[Piece]:
    """The visible runs of text in an element; the elements that are not hidden are added to `shown`."""
    walker = etree.iterwalk(root, events=("start", "end"))
    paragraph = written = 0
    inside = False
    apart = main if any(_is_apart(outer, main, in_main=False) for outer in main.iterancestors()) else None
    for event, element in walker:
        paragraph += element.tag not in INLINE
        if event == "end":
            inside = inside and element is not main
            apart = None if apart is element else apart
            text = element.tail
        elif (says := element.keys() or element.tag in TELLING) and is_hidden(element):
            walker.skip_subtree()
            continue
        else:
            shown.add(element)
            inside = inside or element is main
            if says and inside and apart is None and _is_apart(element, main, in_main=True):
                apart = element
            text = element.text
        if text and (paragraph == written or not text.isspace()):
            owner = element if event == "start" else element.getparent()
            if owner is not None:
                written = paragraph
                yield Piece(text, owner, paragraph, inside and apart is None)


def _paragraphs(found: tuple[Piece, ...], only_main: bool) -> Iterator[str]:
    number, parts = -1, []
    for piece in found:
        if piece.paragraph != number:
            yield "".join(parts)
            number, parts = piece.paragraph, []
        if piece.main or not only_main:
            parts.append(piece.text)
    yield "".join(parts)


def _folded_paragraphs(page: Page, only_main: bool) -> tuple[str, ...]:
    read = (" ".join(text.split()) for text in _paragraphs(pieces(page), only_main))
    return tuple(text for text in read if text)


@fact
def paragraphs(page: Page) -> tuple[str, ...]:
    """The paragraphs, headings, list items and cells of the main part, in order."""
    return _folded_paragraphs(page, only_main=True)


@fact
def main_text(page: Page) -> str:
    """The visible text of the main part, without header, menus, sidebars and footer."""
    return " ".join(paragraphs(page))


@fact
def visible_text(page: Page) -> str:
    """All visible text of the page."""
    return " ".join(_folded_paragraphs(page, only_main=False))


def text_of(element: HtmlElement) -> str:
    """The visible text within one element."""
    return " ".join(" ".join(_paragraphs(tuple(_pieces(element, element, set())), only_main=False)).split())


def words_in(text: str) -> int:
    """The length of a text in words; of CJK scripts two characters are a word."""
    if not BEYOND_LATIN.search(text):
        shapes = text.replace("’", "'").encode("latin-1", "replace").translate(SHAPES)
        return len(shapes.replace(b"-", b" ").split()) - len(JOINT.findall(shapes))
    return len(WORD.findall(text)) + (len(CJK.findall(text)) + 1) // 2


@fact
def word_count(page: Page) -> int:
    """The length of the main text in words (CJK: characters / 2)."""
    return words_in(main_text(page))


def hashes_of(text: str) -> tuple[int, int]:
    """Two 64-bit MinHashes of a text, one bit a permutation, over its runs of 8 characters; 0, 0 for a text shorter than that.

    Two texts differ in about half the share of shingles that only one of them has: of 64 bits in 3 where that is a tenth. The
    second hash is of other permutations, and makes sure of what was found by the first.
    Source: Li and König, "b-Bit minwise hashing" (2010).
    """
    codes = numpy.frombuffer(folded(text)[:LONGEST_HASHED].encode("utf-32-le", "replace"), dtype=numpy.uint32)
    if len(codes) < SHINGLE:
        return 0, 0
    sketch = RMinHash(num_perm=128, seed=1)
    sketch.update(numpy.ascontiguousarray(sliding_window_view(codes, SHINGLE)).view(f"V{4 * SHINGLE}").ravel().tolist())
    octets = numpy.packbits(numpy.array(sketch.digest()) & 1).tobytes()
    return int.from_bytes(octets[:8], "big"), int.from_bytes(octets[8:], "big")


def hash_of(text: str) -> int:
    """The first of the two hashes of a text; 0 for a text shorter than 8 characters."""
    return hashes_of(text)[0]


@fact
def text_hashes(page: Page) -> tuple[int, int]:
    """The two 64-bit MinHashes of the main text; 0, 0 where there is next to none."""
    return hashes_of(main_text(page))


def text_hash(page: Page) -> int:
    """The first of the two hashes of the main text; 0 where there is next to none."""
    return text_hashes(page)[0]


def similar(one: int, other: int) -> float:
    """How alike two texts are by their hashes, 0 to 1; unlike texts lie about 0.5. Nothing is like an empty text."""
    if not one or not other:
        return 0.0
    return 1 - (one ^ other).bit_count() / 64
