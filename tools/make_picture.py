"""Takes the picture of a report that the README shows.

    .venv/bin/python tools/make_picture.py audits/demo/report.html
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from spiders.browser.chromium import launch_options

PICTURE = Path(__file__).parents[1] / "docs" / "report.png"
WINDOW = {"width": 1440, "height": 900}
COLOURS = 128


def main(report: Path) -> None:
    """Write the first screen of a report, as a desk shows it, in few colours."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options(loopback_only=True))
        page = browser.new_page(viewport=WINDOW, color_scheme="light")
        page.goto(report.resolve().as_uri())
        shot = page.screenshot()
        browser.close()
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"{PICTURE.name}: {PICTURE.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
