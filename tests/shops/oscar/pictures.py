"""Pictures of goods, drawn: a lit object with its shadow on a backdrop. Same arguments, same bytes."""

import random
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps

SIZE_PX = 400
BIG_PX = 2 * SIZE_PX
VIEWS = ("front", "turned", "close", "pair")

COLOURS = {
    "brass": (181, 145, 70),
    "charcoal": (62, 64, 68),
    "copper": (184, 112, 74),
    "cream": (226, 214, 188),
    "mustard": (205, 158, 52),
    "navy": (44, 62, 98),
    "oak": (178, 138, 92),
    "oat": (204, 190, 166),
    "sage": (134, 152, 122),
    "steel": (158, 164, 170),
    "terracotta": (188, 104, 76),
    "walnut": (108, 76, 54),
}
BACKDROPS = [(238, 234, 226), (226, 230, 232), (232, 226, 216), (221, 226, 218), (236, 228, 224)]

# A shape is a list of (primitive, coordinates in thousandths of the picture, brightness of the object's colour).
SHAPES = {
    "pan": [
        ("round", (600, 470, 960, 520), 0.55), ("round", (170, 440, 640, 680), 0.85),
        ("ellipse", (170, 370, 640, 510), 1.15), ("ellipse", (200, 385, 610, 490), 0.6),
    ],
    "knife": [
        ("polygon", (90, 520, 560, 420, 600, 420, 600, 560, 240, 560), 1.3),
        ("round", (590, 430, 900, 530), 0.6), ("ellipse", (660, 465, 690, 495), 1.2), ("ellipse", (800, 465, 830, 495), 1.2),
    ],
    "pot": [
        ("polygon", (690, 560, 880, 400, 910, 430, 720, 660), 0.8), ("ellipse", (120, 430, 340, 680), 0.7),
        ("ellipse", (165, 475, 320, 640), 2.2), ("ellipse", (230, 370, 760, 780), 1.0), ("ellipse", (340, 350, 650, 430), 1.15),
        ("ellipse", (465, 290, 525, 360), 0.8),
    ],
    "tin": [
        ("polygon", (140, 420, 860, 420, 780, 690, 220, 690), 0.9), ("round", (120, 390, 880, 440), 1.2),
        ("polygon", (180, 420, 820, 420, 790, 460, 210, 460), 0.55),
    ],
    "lamp": [
        ("round", (488, 430, 512, 820), 0.6), ("ellipse", (360, 790, 640, 860), 0.7),
        ("polygon", (390, 190, 610, 190, 720, 470, 280, 470), 1.2), ("ellipse", (280, 440, 720, 500), 1.35),
    ],
    "cushion": [
        ("polygon", (200, 260, 500, 300, 800, 250, 760, 520, 810, 790, 500, 750, 190, 800, 240, 520), 1.0),
        ("polygon", (320, 285, 360, 290, 350, 770, 310, 775), 0.8), ("polygon", (640, 285, 680, 280, 690, 775, 650, 770), 0.8),
        ("ellipse", (480, 500, 520, 540), 0.6),
    ],
    "candle": [
        ("round", (380, 350, 620, 800), 1.0), ("ellipse", (380, 320, 620, 390), 1.2), ("round", (494, 280, 506, 350), 0.3),
        ("ellipse", (478, 200, 522, 300), 1.9), ("ellipse", (340, 770, 660, 840), 0.6),
    ],
    "trowel": [
        ("polygon", (480, 140, 560, 200, 580, 470, 500, 540, 420, 470, 420, 220), 1.2), ("round", (487, 500, 513, 620), 0.7),
        ("round", (465, 600, 535, 880), 0.9), ("ellipse", (485, 840, 515, 870), 0.3),
    ],
    "planter": [
        ("ellipse", (330, 120, 480, 420), 0.45), ("ellipse", (430, 90, 570, 420), 0.55), ("ellipse", (530, 140, 690, 420), 0.5),
        ("polygon", (270, 420, 730, 420, 670, 830, 330, 830), 1.0), ("round", (240, 380, 760, 470), 1.15),
    ],
    "packet": [
        ("round", (290, 160, 710, 840), 1.1), ("polygon", (290, 240, 710, 240, 710, 250, 290, 250), 0.5),
        ("ellipse", (390, 380, 610, 600), 0.75), ("ellipse", (450, 440, 550, 540), 1.4), ("round", (380, 680, 620, 710), 0.5),
        ("round", (420, 740, 580, 760), 0.5),
    ],
    "birdhouse": [
        ("round", (300, 350, 700, 820), 1.0), ("polygon", (240, 380, 500, 160, 760, 380, 720, 410, 500, 225, 280, 410), 0.6),
        ("ellipse", (430, 450, 570, 590), 0.25), ("round", (300, 640, 700, 646), 0.75), ("round", (300, 740, 700, 746), 0.75),
    ],
    "notebook": [
        ("polygon", (330, 190, 730, 170, 760, 810, 350, 840), 1.9), ("polygon", (290, 200, 700, 180, 730, 820, 310, 850), 1.0),
        ("polygon", (290, 200, 335, 198, 357, 847, 310, 850), 0.7), ("polygon", (430, 340, 640, 330, 643, 400, 433, 410), 1.7),
    ],
    "pen": [
        ("polygon", (150, 780, 180, 690, 250, 760), 0.6), ("polygon", (180, 690, 640, 230, 710, 300, 250, 760), 1.0),
        ("polygon", (640, 230, 760, 110, 830, 180, 710, 300), 0.7), ("polygon", (700, 150, 715, 135, 560, 330, 540, 320), 1.5),
    ],
    "tray": [
        ("polygon", (180, 520, 820, 520, 900, 720, 100, 720), 0.6), ("polygon", (210, 530, 790, 530, 850, 690, 150, 690), 1.2),
        ("round", (100, 700, 900, 800), 0.95), ("polygon", (330, 470, 700, 480, 740, 640, 300, 630), 2.0),
    ],
    "jumper": [
        ("polygon", (330, 240, 200, 320, 110, 720, 210, 750, 300, 480), 0.85),
        ("polygon", (670, 240, 800, 320, 890, 720, 790, 750, 700, 480), 0.85),
        ("polygon", (330, 230, 670, 230, 720, 380, 700, 820, 300, 820, 280, 380), 1.0), ("ellipse", (410, 190, 590, 290), 0.6),
        ("round", (300, 770, 700, 830), 0.8), ("polygon", (480, 300, 520, 300, 520, 770, 480, 770), 1.15),
    ],
    "hat": [
        ("ellipse", (440, 130, 560, 250), 1.2), ("ellipse", (250, 200, 750, 820), 1.0), ("round", (230, 560, 770, 730), 0.8),
        ("polygon", (400, 240, 430, 230, 400, 560, 370, 560), 1.2), ("polygon", (570, 230, 600, 240, 630, 560, 600, 560), 1.2),
        ("polygon", (230, 735, 770, 735, 780, 850, 220, 850), None),
    ],
    "sock": [
        ("polygon", (380, 140, 620, 140, 610, 560, 810, 720, 790, 830, 640, 850, 400, 690), 1.0),
        ("round", (370, 120, 630, 230), 0.75), ("polygon", (700, 635, 810, 720, 790, 830, 660, 845), 0.75),
        ("polygon", (385, 330, 615, 330, 614, 380, 388, 380), 1.3),
    ],
    "coat": [
        ("polygon", (350, 180, 210, 260, 130, 640, 240, 670, 310, 420), 0.85),
        ("polygon", (650, 180, 790, 260, 870, 640, 760, 670, 690, 420), 0.85),
        ("polygon", (350, 170, 650, 170, 710, 330, 760, 880, 240, 880, 290, 330), 1.0),
        ("polygon", (400, 110, 600, 110, 640, 210, 500, 270, 360, 210), 0.75), ("round", (496, 260, 504, 880), 0.5),
        ("round", (320, 600, 440, 690), 0.8), ("round", (560, 600, 680, 690), 0.8),
    ],
}


def draw(path: Path, shape: str, colour: str, view: str, seed: int) -> None:
    """Writes one JPEG of SIZE_PX square pixels, the size that product pages show it in."""
    chance = random.Random(seed)
    picture = _backdrop(chance.choice(BACKDROPS)).copy()
    for layer, at in _arranged(_lit(shape, colour), view, chance):
        _put(picture, layer, at)
    ImageChops.overlay(picture, _grain()).save(path, "JPEG", quality=78)


def _arranged(thing: Image.Image, view: str, chance: random.Random) -> list[tuple[Image.Image, tuple[int, int]]]:
    """The object's layers, back to front, with the corner each is put at."""
    sway = chance.randint(-12, 12)
    if view == "turned":
        return [(ImageOps.mirror(thing).rotate(-14 + sway / 3, Image.Resampling.BICUBIC), (sway, 0))]
    if view == "close":
        left, top = 110 + sway, 110 - sway
        return [(thing.crop((left, top, left + 180, top + 180)).resize((SIZE_PX, SIZE_PX)), (0, 0))]
    if view == "pair":
        behind = ImageEnhance.Brightness(thing.resize((250, 250))).enhance(0.9)
        return [(behind, (140 + sway, 50)), (thing.resize((285, 285)), (25, 100 + sway))]
    return [(thing, (sway, 0))]


def _put(picture: Image.Image, layer: Image.Image, at: tuple[int, int]) -> None:
    shadow = Image.new("L", picture.size)
    shadow.paste(layer.getchannel("A").point(lambda alpha: alpha // 3), (at[0] + 8, at[1] + 13))
    picture.paste((60, 52, 44), (0, 0), shadow.filter(ImageFilter.BoxBlur(10)))
    picture.paste(layer, at, layer)


@cache
def _lit(shape: str, colour: str) -> Image.Image:
    """The object alone, RGBA, lighter on its left."""
    big = Image.new("RGBA", (BIG_PX, BIG_PX))
    pen = ImageDraw.Draw(big)
    for primitive, coordinates, brightness in SHAPES[shape]:
        points = [value * BIG_PX / 1000 for value in coordinates]
        fill = (0, 0, 0, 0) if brightness is None else _brighter(COLOURS[colour], brightness)
        _PRIMITIVES[primitive](pen, points, fill)
    thing = big.reduce(2)
    light = ImageOps.autocontrast(Image.linear_gradient("L").rotate(90).resize(thing.size)).point(lambda v: 150 + v * 4 // 10)
    lit = ImageChops.multiply(thing.convert("RGB"), Image.merge("RGB", [light] * 3))
    lit.putalpha(thing.getchannel("A"))
    return lit


def _brighter(colour: tuple[int, int, int], factor: float) -> tuple[int, int, int, int]:
    return (*(min(255, int(part * factor)) for part in colour), 255)


_PRIMITIVES = {
    "ellipse": lambda pen, points, fill: pen.ellipse(points, fill=fill),
    "polygon": lambda pen, points, fill: pen.polygon(points, fill=fill),
    "round": lambda pen, points, fill: pen.rounded_rectangle(points, radius=16, fill=fill),
}


@cache
def _backdrop(colour: tuple[int, int, int]) -> Image.Image:
    """A wall that darkens to its corners above a table's edge."""
    vignette = Image.radial_gradient("L").resize((SIZE_PX, SIZE_PX)).point(lambda value: value // 3)
    wall = Image.composite(Image.new("RGB", vignette.size, (120, 112, 104)), Image.new("RGB", vignette.size, colour), vignette)
    table = Image.new("RGB", (SIZE_PX, 110), tuple(part - 26 for part in colour))
    wall.paste(table, (0, SIZE_PX - 110), Image.linear_gradient("L").resize(table.size).point(lambda value: 90 + value // 2))
    return wall


@cache
def _grain() -> Image.Image:
    noise = Image.frombytes("L", (SIZE_PX, SIZE_PX), random.Random(7).randbytes(SIZE_PX * SIZE_PX))
    soft = noise.filter(ImageFilter.BoxBlur(1)).point(lambda value: 128 + (value - 128) // 5)
    return Image.merge("RGB", [soft] * 3)
