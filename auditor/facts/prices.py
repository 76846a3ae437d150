"""Prices in texts, and the prices that a page shows."""

import re
from collections.abc import Iterable
from decimal import Decimal

from lxml.html import HtmlElement
from msgspec import Struct
from price_parser import Price as Parsed

from auditor.core.records import Page
from auditor.facts.fact import fact
from auditor.facts.lexicon import says
from auditor.facts.remembering import remembered
from auditor.facts.text import Piece, pieces
from auditor.facts.tree import text_within

SYMBOLS = {
    "US$": "USD", "NT$": "TWD", "HK$": "HKD", "MX$": "MXN", "AU$": "AUD", "CA$": "CAD", "NZ$": "NZD", "A$": "AUD", "C$": "CAD",
    "S$": "SGD", "R$": "BRL", "$": "$", "＄": "$", "£": "GBP", "￡": "GBP", "€": "EUR", "¥": "¥", "￥": "¥", "円": "JPY",
    "元": "元", "₩": "KRW", "원": "KRW", "₹": "INR", "₽": "RUB", "₴": "UAH", "₫": "VND", "₺": "TRY", "฿": "THB", "₪": "ILS",
    "₱": "PHP", "zł": "PLN", "Kč": "CZK",
}
CODES = (
    "USD", "EUR", "GBP", "JPY", "CNY", "RMB", "TWD", "NTD", "HKD", "SGD", "AUD", "CAD", "NZD", "CHF", "SEK", "NOK", "DKK", "PLN",
    "CZK", "HUF", "RON", "BGN", "INR", "KRW", "THB", "MYR", "IDR", "PHP", "VND", "BRL", "MXN", "ZAR", "TRY", "RUB", "UAH", "ILS",
    "AED", "SAR", "ISK", "ARS", "CLP", "COP", "PEN", "MOP",
)
WORDS = {
    "kr": "kr", "Kr": "kr", "Rs": "Rs", "RM": "MYR", "Ft": "HUF", "TL": "TRY", "Fr": "CHF", "Euro": "EUR", "euros": "EUR",
    "руб": "RUB", "грн": "UAH", "лв": "BGN", "lei": "RON",
}
SAME = {"RMB": "CNY", "NTD": "TWD"}
SHARED = {
    "$": frozenset({"USD", "CAD", "AUD", "NZD", "TWD", "HKD", "SGD", "MXN", "ARS", "CLP", "COP", "MOP"}),
    "¥": frozenset({"JPY", "CNY"}),
    "元": frozenset({"CNY", "TWD", "HKD", "MOP"}),
    "kr": frozenset({"SEK", "NOK", "DKK", "ISK"}),
    "Rs": frozenset({"INR", "PKR", "LKR", "NPR"}),
}
MEANING = {**SYMBOLS, **WORDS, **{code: SAME.get(code, code) for code in CODES}}
MARK = "|".join((
    *(re.escape(symbol) for symbol in SYMBOLS),
    r"(?<![^\W\d_])(?:" + "|".join((*WORDS, *CODES)) + r")\.?(?![^\W\d_])",
))
NUMBER = r"\d{1,12}(?:[.,'’\u00a0\u202f ]\d{3}(?!\d)|,\d{2}(?=,\d{3})){0,6}(?:[.,]\d{1,2}(?!\d))?"
MONEY = re.compile(
    rf"(?<!\d)(?P<whole>\d{{1,9}})\s?€\s?(?P<cents>\d{{2}})(?!\d)|(?P<first>{MARK})\s?:?(?P<after>{NUMBER})"
    rf"|(?<!\d)(?P<before>{NUMBER})(?:[.,][-–—])?\s?(?P<last>{MARK})(?!\s?\d)"
)
LETTERS = re.compile(r"[^\W\d_]+")
LETTERED = frozenset({*WORDS, *CODES})
SIGN = re.compile("[$＄£￡€¥￥円元₩원₹₽₴₫₺฿₪₱]")
DIGIT = re.compile(r"\d")
NO_PRICE = re.compile(
    r"\b(?:save|saving|off|over|spend|above|or more|points|orders?|per month|a month|ab \d+ stück|"
    r"sparen|rabatt|ab einem|économisez|dès|remise|ahorra|"
    r"a partir de|mois|monat|mes)\b|满|滿|立减|現折|折抵|优惠券|クーポン|ポイント|以上|/\s?(?:month|mo\b|kg|100|l\b)|[-−–]\s?$",
    re.I,
)
CROSSED = frozenset({"del", "s", "strike"})
OLD = re.compile(
    r"\b(?:old|was|previous|compare|compare-at|crossed|list|normal|retail|original)[-_]?price|"
    r"price[-_]+(?:old|was|compare|crossed|list)|line-through|strike|\brrp\b|\bmsrp\b", re.I
)
MAYBE_OLD = re.compile(r"\bregular[-_]{0,2}price\b", re.I)
NET = re.compile(
    r"\b(?:ex|excl|excluding|without|netto|ohne|hors|sin|zzgl)\b[. ]*(?:tax|vat|gst|mwst|ust|taxe|tva|iva)|税抜|未稅|未税", re.I
)
LONGEST = 60
CLIMB = 3


class Price(Struct, frozen=True):
    """An amount of money. `currency` is a code of ISO 4217, or the sign where several currencies share it ("$", "¥", "kr")."""

    amount: Decimal
    currency: str


class Sighting(Struct, frozen=True):
    """A price that the page shows and where it stands: `crossed` out, or only `called` regular, former or without tax."""

    price: Price
    element: HtmlElement
    crossed: bool = False
    called: bool = False

    @property
    def prior(self) -> bool:
        return self.crossed or self.called


def amount_of(text: str) -> Decimal | None:
    """The first number of a text as an amount, whatever its separators ("1.299,00" and "1,299.00"); None where there is none."""
    return Parsed.fromstring(text[:LONGEST]).amount


def _price(found: re.Match[str]) -> Price | None:
    if found["whole"]:
        return Price(Decimal(f"{found['whole']}.{found['cents']}"), "EUR")
    amount = amount_of(found["after"] or found["before"])
    mark = (found["first"] or found["last"]).removesuffix(".")
    return None if amount is None else Price(amount, MEANING[mark])


@remembered(1 << 12)
def prices_of(text: str) -> tuple[Price, ...]:
    """Every price in a text, in order. A number without a currency is none; nor is one with a minus before it."""
    found = (each for each in MONEY.finditer(text) if not text.endswith(("-", "−", "–"), 0, each.start()))
    return tuple(price for price in map(_price, found) if price is not None)


def price_of(text: str) -> Price | None:
    """The first price in a text ("From £12.50" is 12.50 GBP); None where there is none."""
    found = prices_of(text)
    return found[0] if found else None


def same_currency(one: str, other: str) -> bool:
    """Whether two currencies can be the same: "$" and "CAD" can, "£" and "EUR" cannot."""
    return one == other or other in SHARED.get(one, ()) or one in SHARED.get(other, ())


def _split_price(piece: Piece) -> tuple[str, HtmlElement]:
    """The text of a price whose sign, whole and cents stand in elements of their own."""
    element = piece.element
    for child in element:
        cents = text_within(child).strip()
        if child.tag in ("sup", "small") and DIGIT.search(piece.text) and re.fullmatch(r"\d\d", cents):
            return f"{piece.text.strip().rstrip('.,')}.{cents}", element
    for _ in range(CLIMB):
        text = text_within(element)
        if DIGIT.search(text) or element.getparent() is None or len(text) > LONGEST:
            return (piece.text, piece.element) if _is_whole(piece.text, text) else (" ".join(text.split()), element)
        element = element.getparent()
    return piece.text, piece.element


def _is_whole(text: str, around: str) -> bool:
    """Whether a text holds a price of its own, which what stands around it does not complete ("$12" and ".99")."""
    own, completed = price_of(text), prices_of(" ".join(around.split()))
    return own is not None and (len(completed) != 1 or int(completed[0].amount) != int(own.amount))


def _marked(element: HtmlElement) -> tuple[bool, bool]:
    """Whether the markup crosses a price out, and whether a class calls it the regular one."""
    near = [element, *list(element.iterancestors())[:3]]
    names = "\n".join(each.get("class") or "" for each in near)
    crossed, called = _called(names)
    return crossed or any(each.tag in CROSSED for each in near), called


@remembered(1 << 12)
def _called(names: str) -> tuple[bool, bool]:
    """Whether class names say that a price is crossed out, and whether they call it the regular one."""
    return OLD.search(names) is not None, MAYBE_OLD.search(names) is not None


def _label_before(element: HtmlElement) -> str:
    """The words just before a price, where they are short enough to be its label."""
    before = element.getprevious()
    if before is None:
        return ""
    words = " ".join((text_within(before) + (before.tail or "")).split())
    return words if len(words) <= LONGEST / 2 and not DIGIT.search(words) else ""


def _is_lettered(text: str) -> bool:
    """Whether letters stand for a currency in a text."""
    return not LETTERED.isdisjoint(LETTERS.findall(text)) or "zł" in text or "Kč" in text


def _sighting(piece: Piece) -> Sighting | None:
    if not SIGN.search(piece.text) and not (DIGIT.search(piece.text) and _is_lettered(piece.text)):
        return None
    text, element = _split_price(piece)
    price = price_of(text) if len(text) <= LONGEST else None
    if price is None:
        return None
    crossed, called = _marked(element)
    if MONEY.fullmatch(text):
        return Sighting(price, element, crossed, called or says("prior_price", _label_before(element)) is not None)
    if NO_PRICE.search(text) or says("shipping", text) or says("free_shipping", text):
        return None
    return Sighting(price, element, crossed, called or NET.search(text) is not None or says("prior_price", text) is not None)


def asked(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The prices that are asked for, not the former ones; one merely called so is asked if no other is."""
    seen = list(sightings)
    return [each for each in seen if not each.prior] or [each for each in seen if not each.crossed]


@fact
def visible_prices(page: Page) -> tuple[Sighting, ...]:
    """The prices that stand on their own in the main part of the page. Sentences with a sum in them are left out."""
    found = (_sighting(piece) for piece in pieces(page) if piece.main)
    return tuple({each.element: each for each in found if each is not None}.values())
