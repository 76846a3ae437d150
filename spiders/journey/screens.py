"""Pictures of the walk: the window as the customer saw it, and where the thing to press stood in it."""

from pathlib import Path

from msgspec import Struct
from playwright.async_api import ElementHandle, Page

from auditor.core.records.browser import Box

FOLDER = "screens"
QUALITY = 72


class Place(Struct, frozen=True):
    """On what device the walk is, and the audit's folder for its pictures."""

    device: str
    folder: Path


async def picture(page: Page, folder: Path, name: str) -> str:
    """Takes the window and answers the picture's path relative to `folder`; one pixel of it is one CSS pixel."""
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    path = f"{FOLDER}/{name}.jpg"
    await page.screenshot(
        path=folder / path, type="jpeg", quality=QUALITY, scale="css", animations="disabled", timeout=10_000
    )
    return path


async def place_in_window(element: ElementHandle) -> Box:
    """Where the element stands in the window now, also out of a frame."""
    return Box(**(await element.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}))
