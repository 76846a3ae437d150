"""Pictures for the report: screenshots cut, made small and written as WebP data URIs, since it must need no other file."""

import base64
import io
from pathlib import Path

from msgspec import Struct
from PIL import Image

from auditor.core.records import Box

QUALITY = 74
WALK_SIZES = {"phone": (312, 430), "desk": (480, 344)}
CROP_WIDTH = 600
CROP_LEAST = 300
CROP_FLATTEST = 0.5
CROP_TALLEST = 1.3
CROP_MARGIN = 24
CROPS_AT_MOST = 60
CROP_BYTES = 30_000
CROP_QUALITIES = (QUALITY, 55, 35)


class Frame(Struct, frozen=True):
    """A rectangle to draw over a picture, in the picture's own pixels."""

    x: float
    y: float
    width: float
    height: float


class Picture(Struct, frozen=True):
    """A picture that is part of the page. `frame` is what it points at."""

    source: str
    width: int
    height: int
    frame: Frame | None = None


class Album:
    """The screenshots of one audit, read from its folder.

    `screens` knows of each the kind of device it was taken on and the CSS pixels it shows across, 0 where that is not known.
    """

    def __init__(self, folder: Path, screens: dict[str, tuple[str, int]]) -> None:
        self.folder = folder.resolve()
        self.screens = screens
        self.crops = 0

    def device(self, name: str | None) -> str | None:
        """The kind of device on which the screenshot was taken."""
        return self.screens.get(name or "", (None, 0))[0]

    def walk(self, name: str | None, device: str, box: Box | None = None) -> Picture | None:
        """A station of the walk: the top of the page, or as far down as the box that stopped it lies."""
        image = self.open(name)
        if image is None:
            return None
        width, height = WALK_SIZES[device]
        tall = min(image.height, round(image.width * height / width))
        scale = self.scale(image, name)
        bottom = (box.y + box.height) * scale + CROP_MARGIN if box else 0
        top = max(0, min(round(bottom) - tall, image.height - tall))
        part = image.crop((0, top, image.width, top + tall))
        small = part.resize((width, round(part.height * width / part.width)), Image.Resampling.LANCZOS)
        frame = frame_in(box, scale, (0, top), width / image.width)
        return picture(small, frame if frame and within(frame, small) else None)

    def crop(self, name: str | None, box: Box | None) -> Picture | None:
        """What a finding points at, with a margin around it; the top of the screenshot where it points at nothing."""
        image = self.open(name) if self.crops < CROPS_AT_MOST else None
        if image is None:
            return None
        scale = self.scale(image, name)
        area = around(box, scale, image) if box else top_of(image)
        if area is None:
            return None
        part = image.crop(area)
        shrink = min(1.0, CROP_WIDTH / part.width)
        small = part.resize((round(part.width * shrink), max(1, round(part.height * shrink))), Image.Resampling.LANCZOS)
        self.crops += 1
        return picture(small, frame_in(box, scale, area[:2], shrink), CROP_BYTES)

    def open(self, name: str | None) -> Image.Image | None:
        """The screenshot, or None when there is none that can be read within the folder."""
        try:
            path = (self.folder / name).resolve() if name else None
            if path is None or not path.is_relative_to(self.folder) or not path.is_file():
                return None
            with Image.open(path) as image:
                return image.convert("RGB")
        except (OSError, ValueError, Image.DecompressionBombError):
            return None

    def scale(self, image: Image.Image, name: str | None) -> float:
        """Picture pixels to one CSS pixel."""
        _, width = self.screens.get(name or "", ("", 0))
        return image.width / (width or image.width)


def around(box: Box, scale: float, image: Image.Image) -> tuple[int, int, int, int] | None:
    """The part of the picture that shows the box, with what stands around it; None when the box lies outside of the picture."""
    inside = 0 <= box.x * scale < image.width and 0 <= box.y * scale < image.height and box.width > 0 and box.height > 0
    if not inside:
        return None
    wide = min(image.width, max((box.width + 2 * CROP_MARGIN) * scale, CROP_LEAST * scale))
    tall = min(image.height, max((box.height + 2 * CROP_MARGIN) * scale, CROP_FLATTEST * wide), CROP_TALLEST * wide)
    left = held_within((box.x + box.width / 2) * scale - wide / 2, image.width - wide)
    top = held_within((box.y + box.height / 2) * scale - tall / 2, min(image.height - tall, (box.y - CROP_MARGIN) * scale))
    return round(left), round(top), round(left + wide), round(top + tall)


def held_within(start: float, most: float) -> float:
    return max(0, min(start, most))


def top_of(image: Image.Image) -> tuple[int, int, int, int]:
    return 0, 0, image.width, min(image.height, round(image.width * CROP_TALLEST))


def frame_in(box: Box | None, scale: float, corner: tuple[int, int], shrink: float) -> Frame | None:
    """The box in the pixels of the part that begins at `corner`, shrunk."""
    if box is None:
        return None
    x, y = (box.x * scale - corner[0]) * shrink, (box.y * scale - corner[1]) * shrink
    return Frame(round(x, 1), round(y, 1), round(box.width * scale * shrink, 1), round(box.height * scale * shrink, 1))


def within(frame: Frame, image: Image.Image) -> bool:
    """Whether any of the frame can be seen in the picture."""
    across = frame.width > 0 and -frame.width < frame.x < image.width
    return across and frame.height > 0 and -frame.height < frame.y < image.height


def picture(image: Image.Image, frame: Frame | None, most_bytes: int | None = None) -> Picture:
    """The image as WebP; of lower quality where it would be heavier than `most_bytes`."""
    for quality in CROP_QUALITIES:
        file = io.BytesIO()
        image.save(file, "WEBP", quality=quality, method=4)
        if most_bytes is None or file.tell() <= most_bytes:
            break
    return Picture(f"data:image/webp;base64,{base64.b64encode(file.getvalue()).decode()}", image.width, image.height, frame)
