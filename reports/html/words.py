"""What the report says: every sentence by its key, from one catalogue a language, with plurals, numbers and dates."""

import tomllib
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

CATALOGUE: dict[str, Any] = tomllib.loads(files(__package__).joinpath("words.en.toml").read_text(encoding="utf-8"))
LANGUAGE = "en"
SPACES = "\t\n\v\f\r\x85\u2028\u2029"
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
REPLACED = "\N{REPLACEMENT CHARACTER}"


def say(key: str, n: float | None = None, **data: Any) -> Markup:
    """The sentence `key` names, filled in. `n` chooses between its singular and its plural; data is escaped."""
    text = entry(key)
    if isinstance(text, dict):
        text = text["one" if n == 1 else "other"]
    return Markup(text).format(n=n, **{name: safe(value) for name, value in data.items()})


def has(key: str) -> bool:
    """Whether the catalogue knows the key."""
    try:
        entry(key)
    except KeyError:
        return False
    return True


def entry(key: str) -> Any:
    found: Any = CATALOGUE
    for part in key.split("."):
        found = found[part]
    return found


def safe(value: Any) -> Any:
    """The value, and where it is a text of the shop's, without what could disturb the page around it."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def clean(text: str) -> str:
    """The text on one line; control characters, changes of direction and lone surrogates become U+FFFD."""
    return "".join(printable(character) for character in text)


def printable(character: str) -> str:
    if character in SPACES:
        return " "
    hidden = character in DIRECTIONS or unicodedata.category(character) in ("Cc", "Cs")
    return REPLACED if hidden else character


def cut(text: str, longest: int) -> str:
    """The text, with an ellipsis in place of what is longer than `longest` characters, at a word's end where there is one."""
    if len(text) <= longest:
        return text
    head = text[:longest - 1]
    word_end = head.rfind(" ")
    return (head[:word_end] if word_end > longest // 2 else head).rstrip(" ,;:") + "…"


def path_of(url: str, shop: str) -> str:
    """An address of the shop's without what all of them have in common; another as it is."""
    return clean(url.removeprefix(origin(shop)) or "/")


def without_host(text: str, shop: str) -> str:
    """The text with addresses of the shop's by their paths."""
    return text.replace(f"{origin(shop)}/", "/")


def origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def count(noun: str, n: float) -> Markup:
    """A number of things: "1 page", "1,204 pages"."""
    return say(f"count.{noun}", n)


def in_words(n: int) -> str:
    """A small number as a word, a larger one in figures."""
    numbers = CATALOGUE["numbers"]
    return numbers[n] if 0 <= n < len(numbers) else f"{n:,}"


def listing(things: Sequence[Any]) -> Markup:
    """ "a", "a and b", "a, b and c"."""
    if len(things) < 2:
        return say("list.one", a=things[0] if things else "")
    return say("list.last", a=Markup(", ").join(safe(thing) for thing in things[:-1]), b=things[-1])


def capitalised(text: str) -> str:
    return type(text)(text[:1].upper() + text[1:])


def sentence(text: str) -> str:
    """The text with a full stop, unless it has an end already."""
    return text if text.endswith((".", "!", "?", "…", "。", "！", "？")) else text + "."


def seconds(ms: float | None) -> Markup:
    return say("unit.none") if ms is None else say("unit.seconds", ms / 1000)


def size(number: int | None) -> Markup:
    """Bytes as kilobytes or megabytes."""
    if number is None:
        return say("unit.none")
    return say("unit.megabytes", number / 1e6) if number >= 1e6 else say("unit.kilobytes", number / 1e3)


def points(gain: float) -> Markup:
    return say("unit.points", gain)


def day(moment: str) -> Markup:
    """An ISO 8601 time as a date."""
    then = datetime.fromisoformat(moment)
    return say("date.day", day=then.day, month=CATALOGUE["date"]["months"][then.month - 1], year=then.year)


def clock(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%H:%M}"
