"""Pictures of the goods, drawn when they are asked for: a shape before a wall, seen from three sides."""

from functools import lru_cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from tests.shops.twin.goods import Product

SIDE = 480
SHAPES = {
    "mugs": [(150, 150), (330, 150), (322, 350), (158, 350)],
    "bowls": [(100, 200), (380, 200), (300, 350), (180, 350)],
    "plates": [(60, 300), (420, 300), (330, 345), (150, 345)],
    "teapots": [(150, 210), (330, 210), (370, 300), (310, 360), (170, 360), (110, 300)],
    "vases": [(205, 90), (275, 90), (265, 170), (330, 280), (290, 370), (190, 370), (150, 280), (215, 170)],
}
WALLS = ((238, 233, 224), (222, 226, 224), (232, 224, 214))
TABLES = ((205, 190, 168), (190, 188, 176), (214, 200, 184))
VIEWS = len(WALLS)


@lru_cache(maxsize=256)
def picture(product: Product, view: int) -> bytes:
    """A JPEG of a product, `view` 0, 1 or 2."""
    image = Image.new("RGB", (SIDE, SIDE), WALLS[view])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 340, SIDE, SIDE), fill=TABLES[view])
    draw.ellipse((110 + 12 * view, 335, 390 + 12 * view, 385), fill=shade(TABLES[view], 0.85))
    shape = [(x + 8 * view, y) for x, y in SHAPES[product.shelf.slug]]
    if product.shelf.slug in ("mugs", "teapots"):
        draw.ellipse((300, 190, 400, 300), outline=shade(product.glaze.colour, 0.8), width=20)
    draw.polygon(shape, fill=product.glaze.colour)
    top = min(y for _, y in shape)
    rim = [x for x, y in shape if y == top]
    draw.ellipse((min(rim), top - 16, max(rim), top + 16), fill=shade(product.glaze.colour, 0.6))
    return encoded(image.filter(ImageFilter.GaussianBlur(1.2)), "JPEG", quality=82)


@lru_cache(maxsize=1)
def banner() -> bytes:
    """The wide picture on the home page: a shelf of pots in all colours."""
    image = Image.new("RGB", (960, 540), (229, 223, 211))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 430, 960, 540), fill=(186, 164, 134))
    colours = ((52, 84, 122), (142, 118, 158), (240, 237, 230), (98, 118, 78), (168, 84, 52), (84, 88, 94), (206, 178, 136))
    for number, colour in enumerate(colours):
        left, height = 60 + 125 * number, (250, 150, 200, 290, 130, 230, 180)[number]
        draw.rounded_rectangle((left, 440 - height, left + 90, 440), radius=22, fill=colour)
        draw.ellipse((left + 6, 430 - height, left + 84, 452 - height), fill=shade(colour, 0.65))
    return encoded(image.filter(ImageFilter.GaussianBlur(1)), "JPEG", quality=78)


@lru_cache(maxsize=1)
def giant() -> bytes:
    """A picture of more than four megabytes that is quick to show, so that nothing but its weight is wrong."""
    image = Image.frombytes("RGB", (1300, 1110), Random(7).randbytes(1300 * 1110 * 3))
    return encoded(image, "PNG", compress_level=0)


@lru_cache(maxsize=1)
def icon() -> bytes:
    image = Image.new("RGBA", (32, 32), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((5, 8, 26, 28), radius=6, fill=(52, 84, 122))
    draw.ellipse((5, 4, 26, 12), fill=(30, 50, 76))
    return encoded(image, "PNG")


def shade(colour: tuple[int, int, int], by: float) -> tuple[int, ...]:
    return tuple(min(255, round(part * by)) for part in colour)


def encoded(image: Image.Image, form: str, **options: int) -> bytes:
    kept = BytesIO()
    image.save(kept, form, **options)
    return kept.getvalue()
