"""The skins: small shops that sell what the twin sells and are as different from each other as real shops are.

A skin is a folder here: `skin.py` with a class `Skin` over the counter, its own `templates/` and scripts, and `truth.toml`,
which says how far a first-time customer gets on each device, with how many clicks, and why no further.
`python -m tests.shops.skins NAME` serves one to look at.
"""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import msgspec
from msgspec import Struct

from tests.shops.serving import serving
from tests.shops.skins.counter import Counter

HERE = Path(__file__).parent
SKINS = tuple(sorted(folder.name for folder in HERE.iterdir() if (folder / "skin.py").is_file()))


class Truth(Struct, frozen=True, forbid_unknown_fields=True):
    """What a first-time customer meets on one device. Only what is written in the file is compared.

    `clicks` are those from home to the door of the checkout, or to the last station (`reached`) where it is not reached.
    `because` are words that the reason for ending early, or else a detour, must hold; `in_the_way` the layers in the order
    in which they are met; `steps` the pages that the checkout tells of.
    """

    reached: str
    clicks: int
    stop: str = ""
    because: str = ""
    in_the_way: tuple[str, ...] = ()
    detours: int = 0
    guest: bool | None = None
    fields: int | None = None
    steps: int | None = None


def truth(name: str) -> dict[str, Truth]:
    """By device."""
    return msgspec.convert(tomllib.loads((HERE / name / "truth.toml").read_text(encoding="utf-8")), dict[str, Truth])


@contextmanager
def running(name: str, port: int = 0) -> Iterator[Counter]:
    """A skin that is open; its address is `shop.url`."""
    shop = import_module(f"{__name__}.{name}.skin").Skin()
    with serving(shop, shop.answer, port) as opened:
        yield opened
