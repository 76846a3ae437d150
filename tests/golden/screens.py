"""Screenshots for the golden audits: drawn, so that none need be stored."""

from pathlib import Path

from PIL import Image, ImageDraw

SIZES = {"phone": (721, 1440), "desk": (1350, 940)}
STATIONS = ("home", "category", "product", "cart", "checkout")
BOOKS = ("#d9c8a5", "#a9c5d6", "#5a2d6b", "#c96f4a", "#d8d8d8")
GREEN = "#24463b"


def draw_screens(folder: Path) -> None:
    """Write `screens/DEVICE-STATION.png` below the folder, in the pixels that a phone and a desk have."""
    (folder / "screens").mkdir(parents=True, exist_ok=True)
    for device, size in SIZES.items():
        for number, station in enumerate(STATIONS):
            screen(size, number, station).save(folder / "screens" / f"{device}-{station}.png")


def screen(size: tuple[int, int], number: int, station: str) -> Image.Image:
    """A shop's page: its name, nine books, and the button that the phone's walk pressed."""
    width, height = size
    image = Image.new("RGB", size, "#ffffff")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width, height // 12), fill=GREEN)
    pen.text((24, height // 32), f"Lantern Books: {station}", fill="#ffffff", font_size=height // 36)
    for row in range(3):
        for column in range(3):
            left, top = 24 + column * width // 3, height // 8 + row * height // 3.4
            pen.rectangle((left, top, left + width // 4, top + height // 5), fill=BOOKS[(number + row * column) % len(BOOKS)])
            pen.text((left, top + height // 4.6), "A book, 17.99", fill="#222222", font_size=height // 60)
    pen.rectangle(tuple(edge * width // 412 for edge in (24, 560, 388, 606)), fill=GREEN)
    return image
