"""ACC-03: pictures without words for those who do not see them."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page
from auditor.facts.images import Image, content_images
from auditor.facts.references import words_of

FILE_NAME = re.compile(r"[\w-]+\.(?:jpe?g|png|gif|webp|avif|svg)|(?:img|dsc|image|pic|photo|screenshot)[-_ ]?\d+", re.I)


def has_images(page: Page) -> bool:
    """The page shows no picture."""
    return bool(content_images(page))


@check("every-customer/images-without-words", code="ACC-03", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.CONTENT, applies=has_images,
       headline="{pages} pages show pictures that have no words for those who cannot see them")
def images_without_words(page: Page, *, share: float = 0.95) -> Iterator[Finding]:
    """Pictures carry words for those who cannot see them.

    Why it matters: Who listens to the page instead of looking at it hears a file's name, or nothing. The same words stand
        in for a picture that does not load, and tell picture searches what it shows.
    How to fix: Give every picture an alt text that says what it shows (“Copper kettle, seen from above”), take it from the
        product's name where there is nothing better, and write alt="" for mere decoration.
    Bad:
        <main><h1>Kettles</h1><a href="/kettle"><img src="/p/81733.jpg"></a><img src="/p/81734.jpg" alt="81734.jpg"></main>
    Good:
        <main><h1>Kettles</h1><a href="/kettle"><img src="/p/81733.jpg" alt="Copper kettle"></a><img src="/line.png"
        alt=""></main>
    Rests on: A 2(2); D III.2 (usability)
    References: WCAG 2.2, criterion 1.1.1 (2023). axe-core, rule image-alt (2025).
    """
    images = content_images(page)
    mute = [image for image in images if is_mute(image)]
    if len(mute) > (1 - share) * len(images):
        yield fail("{count} of the page's {all} pictures have no words for those who cannot see them", count=len(mute),
                   all=len(images), pictures=sorted({image.src for image in mute})[:10], at=[image.element for image in mute])


def is_mute(image: Image) -> bool:
    """No alt text, a file's name for one, or an empty one on the only thing that a link holds."""
    element = image.element
    if element.get("aria-label") or element.get("aria-labelledby") or element.get("title"):
        return False
    if element.get("role") in ("presentation", "none") or hidden_from_ears(element):
        return False
    alt = (image.alt or "").strip()
    if alt:
        return FILE_NAME.fullmatch(alt) is not None or alt == urlsplit(image.src).path.rpartition("/")[2]
    link = next(element.iterancestors("a", "button"), None)
    return image.alt is None or (link is not None and not words_of(link) and not link.get("aria-labelledby"))


def hidden_from_ears(element: HtmlElement) -> bool:
    return any(node.get("aria-hidden") == "true" for node in (element, *element.iterancestors()))
