"""What is looked at once the clock has stopped: the first screen, the layer over it, the menu, the width, the images."""

import hashlib
from pathlib import Path

from msgspec import Struct, convert
from playwright.async_api import Error, Page

from spiders.browser.sample import Target
from spiders.browser.visit import Visit

SCREENS = "screens"
QUALITY = 80
SCREENSHOT_WITHIN_MS = 10_000
IMAGES_WITHIN_MS = 4_000
ANSWER_WITHIN_S = 10.0


class Look(Struct, frozen=True):
    """What was seen. `screenshot` is a path relative to the audit's folder."""

    screenshot: str | None = None
    consent_layer: str | None = None
    menu_entries: tuple[str, ...] | None = None
    scroll_width: int | None = None
    broken_images: tuple[str, ...] = ()


async def look(visited: Visit, picture: Path) -> Look:
    """Look at a page that has come to rest; scrolls through it at the end, so that lazy images show."""
    ask = visited.world.ask
    seen = {
        "screenshot": await photograph(visited.page, picture),
        "consent_layer": await ask("consentLayer()", ANSWER_WITHIN_S),
        "menu_entries": await ask("menuEntries()", ANSWER_WITHIN_S),
        "scroll_width": await ask("scrollWidth()", ANSWER_WITHIN_S),
    }
    images = await ask(f"brokenImages({IMAGES_WITHIN_MS})", ANSWER_WITHIN_S)
    return convert({**seen, "broken_images": visited.traffic.truly_broken(images)}, Look)


async def photograph(page: Page, picture: Path) -> str | None:
    """The first screen as it stands, with animations at their end. None where Chromium could not take it."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    try:
        await page.screenshot(path=picture, type="jpeg", quality=QUALITY, animations="disabled", timeout=SCREENSHOT_WITHIN_MS)
    except Error:
        return None
    return f"{picture.parent.name}/{picture.name}"


def picture_of(target: Target, device: str, folder: Path) -> Path:
    """Where the picture of a page goes: a name that no address can spoil, the same in every audit."""
    digest = hashlib.sha256(target.url.encode()).hexdigest()[:10]
    return folder / SCREENS / f"{target.page_kind}-{device}-{digest}.jpg"
