"""The pictures of a page, and which of them show the product it sells."""

import re
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement
from msgspec import Struct

from auditor.core.records import Page
from auditor.facts.cards import card_elements
from auditor.facts.document import absolute
from auditor.facts.fact import fact
from auditor.facts.text import is_shown, main_element
from auditor.facts.tree import tree

LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-zoom-image", "data-large_image")
DECORATION = re.compile(
    r"\b(?:logo|icon|sprite|badge|payment|flag|avatar|star|rating|spinner|loader|placeholder|pixel|banner|social|arrow|cart|"
    r"trust|swatch|qr[-_]?code)s?\b", re.I,
)
THUMB = re.compile(r"(?<!img-)thumb|\bnav\b|miniature|gallery-nav|carousel-indicators|small-?image", re.I)
SIZE = re.compile(
    r"[-_@.](?:\d{2,4}x\d{0,4}|x\d{2,4}|\d{2,4}w|[23]x|grande|large|medium|small|thumb(?:nail)?|compact|pico|icon|master|zoom|cropped?|"
    r"(?:home|large|medium|small|cart)_default)(?:[-_@](?:crop|center|scaled|[23]x)\w*)*(?=\.|$)", re.I,
)
SIZED_FOLDER = re.compile(r"^(?:\d{2,4}x\d{0,4}|thumbs?|thumbnails?|large|small|medium|\d{2,4}|cache|resized?|w\d+|h\d+)$", re.I)
DIGEST = re.compile(r"(?:^|[/_.-])(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{8,}$")
SMALLEST = 48
THUMB_WIDTH = 140


class Image(Struct, frozen=True):
    """One picture. `src` is absolute ("" where it has none), `alt` None where there is no such attribute; sizes in CSS pixels
    as the markup gives them; `main` when it stands in the main part.
    """

    src: str
    alt: str | None
    width: int | None
    height: int | None
    main: bool
    element: HtmlElement


def _pixels(value: str | None) -> int | None:
    match = re.match(r"\s*+(\d{1,5})(?:\.\d+)?\s*+(?:px)?\s*+$", value or "")
    return int(match[1]) if match else None


def _source(element: HtmlElement) -> str:
    plain = (element.get("src") or "").strip()
    if plain and not plain.startswith("data:"):
        return plain
    lazy = next((element.get(name) for name in LAZY if element.get(name)), "")
    candidates = element.get("srcset") or element.get("data-srcset") or ""
    return lazy.strip() or candidates.split(",")[0].strip().split(" ")[0]


def _image(page: Page, element: HtmlElement, main: bool) -> Image:
    source = _source(element)
    width, height = _pixels(element.get("width")), _pixels(element.get("height"))
    return Image(absolute(page, source) if source else "", element.get("alt"), width, height, main, element)


@fact
def content_images(page: Page) -> tuple[Image, ...]:
    """The pictures that say something: without counting pixels, and what the markup hides."""
    main = main_element(page)
    inside = set(main.iter("img"))
    return tuple(
        image for element in tree(page).iter("img") if is_shown(page, element)
        for image in [_image(page, element, element in inside)] if not _is_pixel(image)
    )


def _is_pixel(image: Image) -> bool:
    return any(side is not None and side <= 1 for side in (image.width, image.height))


def picture_key(src: str) -> str:
    """What two addresses of one picture in different sizes have in common: the file without the marks of its size."""
    parts = urlsplit(src)
    *folders, name = unquote(parts.path).split("/") or [""]
    kept = [SIZE.sub("", folder) for folder in folders if not SIZED_FOLDER.match(folder)]
    stem = SIZE.sub("", name.rsplit(".", 1)[0])
    return "/".join([*kept[-2:], stem]).lower() or src


def _described(element: HtmlElement) -> str:
    around = [element, *list(element.iterancestors())[:3]]
    return " ".join(f"{each.get('class') or ''} {each.get('id') or ''}" for each in around)


def _is_decoration(image: Image) -> bool:
    if any(side is not None and side < SMALLEST for side in (image.width, image.height)):
        return True
    own = f"{image.element.get('class') or ''} {image.element.get('id') or ''} {image.src.rsplit('/', 1)[-1]}"
    return DECORATION.search(own.replace("_", " ")) is not None or image.element.get("role") == "presentation"


def _is_thumb(image: Image) -> bool:
    narrow = image.width is not None and image.width <= THUMB_WIDTH
    return narrow or THUMB.search(_described(image.element)) is not None


def _is_aside(element: HtmlElement, cards: object) -> bool:
    return any(outer in cards or outer.tag == "aside" for outer in element.iterancestors())


@fact
def gallery_images(page: Page) -> tuple[Image, ...]:
    """The distinct pictures of the page's product.

    A thumbnail is the same picture as its large one where their files say so. Where the files are named by digests, the
    thumbnails are taken to show the large pictures again, unless there are more of them.
    """
    cards = card_elements(page)
    shown: dict[str, Image] = {}
    for image in content_images(page):
        if image.main and image.src and not _is_decoration(image) and not _is_aside(image.element, cards):
            kept = shown.get(picture_key(image.src))
            if kept is None or (_is_thumb(kept) and not _is_thumb(image)):
                shown[picture_key(image.src)] = image
    nameless = {key for key, image in shown.items() if _is_thumb(image) and DIGEST.search(key)}
    named = tuple(image for key, image in shown.items() if key not in nameless)
    return named if len(named) >= len(nameless) else tuple(shown[key] for key in shown if key in nameless)
