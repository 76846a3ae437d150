"""What a person could see and press on a page at one moment, as probe.js reads it."""

import re
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct
from playwright.async_api import Frame, JSHandle, Page

from auditor.core.records.browser import Box
from auditor.facts.lexicon import concepts_named

PROBE = (Path(__file__).parent / "probe.js").read_text()
# A text that was cut may end in half a character, which JSON could not be read with.
WHOLE = "hold => JSON.stringify(hold.facts, (name, value) => typeof value === 'string' ? value.toWellFormed() : value)"
PLACES_A_FRAME = 100_000

CURRENCY_FIRST = r"(?:[$€£¥￥₩₹]|(?:US|NT|HK|A|C)\$|\b(?:CHF|EUR|USD|GBP|CNY|RMB|JPY|TWD)\b)\s?"
CURRENCY_LAST = r"\s?(?:[€£¥元円圓]|(?:EUR|CHF|USD|GBP|kr|zł)(?!\w))"


def prices(blanks: str) -> re.Pattern[str]:
    """A price as written, in whose number these blanks may stand between thousands where its currency comes last.

    Before a currency it is plain where the number begins; without one, a space may part it from a count: "2 123,00 €".
    """
    spaced, plain = r"\d{{1,3}}(?:[{}]\d{{3}}(?!\d)){{1,5}}[\d.,']{{0,20}}", r"\d[\d.,']{0,20}"
    return re.compile(rf"{CURRENCY_FIRST}(?:{spaced.format(NO_BREAKS + ' ')}|{plain})"
                      rf"|(?<![\d.,])(?:{spaced.format(blanks)}|{plain}){CURRENCY_LAST}")


NO_BREAKS = "\u00a0\u202f"
PRICE = prices(NO_BREAKS)
CARD_NUMBER = re.compile(
    r"card.?(number|num|no\b)|cc.?(num|csc|cvc|cvv|exp)|\bcvc|\bcvv|\biban\b|kartennummer|卡号|卡號|カード番号", re.I
)
NOWHERE = Box(0, 0, 0, 0)


class Candidate(Struct, frozen=True):
    """Something that can be pressed. `place` finds its element again, `card`, `layer` and `group` are places in their lists.

    `folds` counts the links that lie hidden beside it, as though it unfolds them. A `tile` is a whole box with a price or a
    picture that a script opens: it has no address. `covered`: a large layer lies over it.
    `picked`: it says of itself that it is chosen; `closed`: it looks as if it could not be (struck out, greyed, sold out).
    """

    place: int
    name: str
    role: str
    tag: str
    href: str
    action: str
    method: str
    marks: str
    box: Box
    shown: bool
    region: str
    card: int | None = None
    layer: int | None = None
    disabled: bool = False
    covered: bool = False
    expanded: str | None = None
    popup: bool = False
    rel: str = ""
    title: str = ""
    folds: int = 0
    tile: bool = False
    group: int | None = None
    picked: bool = False
    closed: bool = False
    value: str = ""

    @property
    def way(self) -> str:
        """Its address, or the words of a tile: what tells it from others of its kind."""
        return self.href or (self.name if self.tile else "")

    @property
    def target(self) -> str:
        """The address that pressing it would ask for, as far as the markup tells."""
        return self.href or self.action


class Card(Struct, frozen=True):
    """One of several boxes alike, each with a link and a price or a picture. `lines` is its text with its line breaks."""

    place: int
    text: str
    lines: str
    priced: bool
    pictured: bool


class Group(Struct, frozen=True):
    """Things alike that stand together, with the words beside them; `marks` is what programmers call them."""

    label: str
    marks: str


class Layer(Struct, frozen=True):
    """Something that lies over the page. `covers` counts how many of nine points of the window it hides; `lines` as of a card."""

    place: int
    covers: int
    modal: bool
    sticky: bool
    text: str
    box: Box
    lines: str = ""


class Price(Struct, frozen=True):
    """A price as it is written; `size` is the height of its letters in CSS pixels."""

    text: str
    box: Box
    region: str
    size: float
    struck: bool
    card: int | None = None


class Choice(Struct, frozen=True):
    """One entry of a select."""

    value: str
    text: str
    disabled: bool = False
    selected: bool = False


class Field(Struct, frozen=True):
    """A field of a form. `form` is the place of its form in the page, -1 where it stands outside of any.

    `near` are the words of the smallest box with words around it, "" where that box holds other fields too.
    `submit` is the name of its form's button, `group` the words beside its group of radio buttons, `closed`: it cannot be chosen.
    `named`: something beside its placeholder names it; `starred`: an asterisk is drawn at its label; `fixed`: it is read only.
    """

    place: int
    label: str
    kind: str
    name: str
    autocomplete: str
    region: str
    required: bool
    shown: bool
    form: int
    filled: bool
    value: str
    disabled: bool
    pattern: str
    action: str
    card: int | None = None
    layer: int | None = None
    near: str = ""
    box: Box = NOWHERE
    submit: str = ""
    group: str = ""
    closed: bool = False
    options: tuple[Choice, ...] = ()
    named: bool = True
    starred: bool = False
    fixed: bool = False

    @property
    def pays(self) -> bool:
        """Whether it asks for a card or a bank account."""
        return self.autocomplete.startswith("cc-") or bool(CARD_NUMBER.search(f"{self.name} {self.label}"))


class Framed(Struct, frozen=True):
    """A frame that can be seen, and where it stands in its page."""

    place: int
    src: str
    box: Box
    region: str
    layer: int | None = None


class Sight(Struct, frozen=True, dict=True):
    """One look at a page. `main_text` leaves header, menus and footer out, and so do `pictures`: what each is called.

    `changed_ms` is how long after the last click (or after the page began) a change could be seen, None where none was.
    """

    url: str
    title: str
    lang: str
    heading: str
    text: str
    main_text: str
    cards: tuple[Card, ...]
    layers: tuple[Layer, ...]
    candidates: tuple[Candidate, ...]
    prices: tuple[Price, ...]
    fields: tuple[Field, ...]
    alerts: tuple[str, ...]
    stages: int | None
    images: int
    scroll_y: float
    frames: tuple[Framed, ...]
    changed_ms: float | None = None
    groups: tuple[Group, ...] = ()
    pictures: tuple[str, ...] = ()

    @cached_property
    def shown(self) -> tuple[Candidate, ...]:
        """What can be seen of the candidates."""
        return tuple(candidate for candidate in self.candidates if candidate.shown)

    @cached_property
    def counters(self) -> tuple[Candidate, ...]:
        """What can be seen of the ways to the cart and to the account."""
        return tuple(each for each in self.shown if {"cart", "login"} & set(concepts_named(each.name)))

    @property
    def payment_filled(self) -> bool:
        """Whether a field for a card or an account is filled in."""
        return any(field.pays and field.filled for field in self.fields)


class Look(Struct, frozen=True):
    """A sight with the hold on its elements, good until the page moves on. `inner` are the holds of its frames."""

    sight: Sight
    hold: JSHandle
    inner: tuple[JSHandle, ...] = ()

    async def element(self, place: int):
        """The element at that place; the places of each frame begin at a round number."""
        number, place = divmod(place, PLACES_A_FRAME)
        handle = await (self.hold, *self.inner)[number].evaluate_handle("(hold, place) => hold.elements[place]", place)
        return handle.as_element()


async def look(page: Page | Frame) -> Look:
    """Reads the page as it stands, without its frames."""
    hold = await page.evaluate_handle(PROBE)
    facts = await hold.evaluate(WHOLE)
    return Look(msgspec.json.decode(facts, type=Sight, strict=False), hold)


def twin_of(candidate: Candidate, sight: Sight) -> Candidate | None:
    """The same thing in a later look at the page."""
    alike = (each for each in sight.shown if (each.name, each.tag, each.href) == (candidate.name, candidate.tag, candidate.href))
    return next((each for each in alike if each.marks == candidate.marks), None)
