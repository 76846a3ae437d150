"""What the policies of a shop tell: privacy, returns; and what they were left with unfilled."""

import re
import tomllib
from pathlib import Path

from msgspec import Struct

from auditor.core.records import Page
from auditor.facts.document import language
from auditor.facts.fact import fact
from auditor.facts.lexicon import LANGUAGES, clause_pattern, clauses, folded, lexicon_language
from auditor.facts.text import detected_language, main_text, words_in

PRIVACY_POINTS = ("email_secrecy", "orders", "aggregation", "purpose", "recipients")
RETURNS_ITEMS = ("days", "start", "condition", "exclusions", "payer", "how", "refund", "exchange")
RETURNS = {
    name: {item: clause_pattern(entries, name) for item, entries in told.items()}
    for name, told in tomllib.loads(
        (Path(__file__).parent / "lexicons" / "returns.toml").read_text(encoding="utf-8")
    ).items()
}
NUMERALS = {
    "seven": 7, "ten": 10, "fourteen": 14, "thirty": 30, "sixty": 60, "ninety": 90, "sieben": 7, "zehn": 10, "vierzehn": 14,
    "dreißig": 30, "sept": 7, "dix": 10, "quatorze": 14, "trente": 30, "siete": 7, "diez": 10, "catorce": 14, "treinta": 30,
    "quince": 15, "quinze": 15, "七": 7, "十": 10, "十四": 14, "十五": 15, "三十": 30, "八": 8, "twenty-eight": 28, "一百": 100,
}
DAYS = re.compile(
    r"(?<![\d.,:/月-])(\d{1,3})\s*(?:\)\s*)?[- ]?(?:calendar |working |business |full |consecutive |aufeinanderfolgenden? |"
    r"jours? (?:calendaires|ouvrés|francs) |días (?:naturales|hábiles) |kalender|werk)?"
    r"(?:days?\b|tagen?\b|tage\b|jours?\b|d[ií]as?\b|天|日(?!元|本))"
    r"|\b(" + "|".join(word for word in NUMERALS if word.isascii() or word == "dreißig") + r")\s*(?:\(\d{1,3}\)\s*)?"
    r"(?:calendar |working |business )?(?:days?|tagen?|tage|jours|d[ií]as)\b"
    r"|(一百|十四|十五|三十|[七十八])(?:个工作)?[天日]",
    re.I,
)
PLACEHOLDERS = tuple(re.compile(pattern, re.I) for pattern in (
    r"\[[^\]\n]{0,40}\b(?:name|company|e-?mail|address|date|number|days?|store|shop|website|url|insert|phone|country|firma|datum)\b"
    r"[^\]\n]{0,40}\]",
    r"\[\s*_{2,}\s*\]|\[\s*\.{3,}\s*\]", r"\blorem ipsum\b", r"\byour (?:store|shop|company) name\b", r"(?-i:\bYour Store\b)",
    r"\{\{[^}\n]{1,60}\}\}", r"\{%[^%\n]{1,60}%\}", r"X{2,4}\s?(?:公司|有限公司|商城|网站)", r"某某(?:公司|商城)",
    r"\binsert (?:your )?(?:company|name|text|address)\b", r"\bmusterfirma\b|\bmax mustermann\b|\bmusterstra(?:ß|ss)e\b",
    r"<(?:company|your|name|insert)[^>\n]{0,30}>", r"〇〇(?:株式会社|商店)|○○(?:株式会社|商店|公司)",
))
DAMAGED_BELOW = 40
LARGE, LONGEST = 4000, 300_000
UNCLOSED = re.compile(r"<(?:[!?]|(?![^<>]*+>))")
NOT_READ = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "svg", "iframe")


class Coverage(Struct, frozen=True):
    """Which of the things that a policy ought to tell it does, and which it does not, in the order of the list."""

    covered: tuple[str, ...]
    missing: tuple[str, ...]


PrivacyPoints = Coverage


@fact
def policy_text(page: Page) -> str:
    """The readable text of a policy page. Where damaged markup hides most of it, a more patient parser reads it again."""
    text = main_text(page)
    if words_in(text) >= DAMAGED_BELOW or len(page.html) < LARGE:
        return text
    from bs4 import BeautifulSoup  # it and its parsers take 12 MB in each process, and few pages need them

    soup = BeautifulSoup(closed(page.html[:LONGEST]), "html.parser")
    for element in soup(NOT_READ):
        element.decompose()
    again = " ".join(soup.get_text(" ").split())
    return again if words_in(again) > words_in(text) else text


def closed(html: str) -> str:
    """The markup without comments, declarations and unclosed tags: for each of them the parser would read to the end."""
    first, *rest = html.split("<!--")
    return UNCLOSED.sub("&lt;", first + " ".join(part.partition("-->")[2] for part in rest))


def _coverage(wanted: tuple[str, ...], found: frozenset[str]) -> Coverage:
    return Coverage(tuple(each for each in wanted if each in found), tuple(each for each in wanted if each not in found))


def policy_language(page: Page) -> str | None:
    """The lexicon in which to read a policy: the language of its text, else the one it declares; None for all of them."""
    written = lexicon_language(detected_language(policy_text(page)))
    return written or lexicon_language(language(page))


@fact
def privacy_clauses(page: Page) -> frozenset[str]:
    """Every clause that the text of a privacy page contains."""
    return clauses(policy_text(page), policy_language(page))


@fact
def privacy_points(page: Page) -> PrivacyPoints:
    """Which of the paper's five points (E 3.2.5) a privacy page covers."""
    return _coverage(PRIVACY_POINTS, privacy_clauses(page))


def returns_told(text: str, written: str | None = None) -> frozenset[str]:
    """Which of the eight items of a returns policy a text tells."""
    plain = folded(text)
    asked = (written,) if written else LANGUAGES
    found = {item for name in asked for item, pattern in RETURNS[name].items() if pattern.search(plain)}
    return frozenset(found | ({"days"} if days_named(text) else set()))


@fact
def returns_items(page: Page) -> Coverage:
    """Which of the eight items a returns page tells: days, start, condition, exclusions, payer, how, refund, exchange."""
    return _coverage(RETURNS_ITEMS, returns_told(policy_text(page), policy_language(page)))


def placeholders(text: str) -> tuple[str, ...]:
    """What a template wanted filled in and nobody did ("[Company name]", "lorem ipsum", "{{ shop.name }}")."""
    found = dict.fromkeys(match.group() for pattern in PLACEHOLDERS for match in pattern.finditer(text))
    return tuple(each for each in found if not any(each in other for other in found if other != each))


def days_named(text: str) -> tuple[int, ...]:
    """The numbers of days that a text names, each once ("14 days", "vierzehn Tage", "7天")."""
    found = (match[1] or match[2] or match[3] for match in DAYS.finditer(text))
    return tuple(dict.fromkeys(int(each) if each.isdigit() else NUMERALS[each.lower()] for each in found))
