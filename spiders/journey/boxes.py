"""Finds the shop's search box among the fields of a page, and reads what a search shows."""

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from auditor.facts.lexicon import concepts_named, says
from spiders.journey.finders import Scored, is_offer, plain_address
from spiders.journey.sight import Field, Sight
from spiders.journey.signs import mentions
from spiders.journey.wording import small_words, tells

TEXT_KINDS = ("search", "text")
ROLES = ("searchbox", "combobox")
NAMED = re.compile(r"^(?:q|s|wd|k|term|query|kw|words|suche?|buscar?|recherche)$|search|keyword", re.I)
PLACED = re.compile(r"search|find|such|recherch|busc|kensaku|[?&]s=", re.I)
ENOUGH = 3
MOST_BESIDE = 2
SHORT_LINE = 160
OUTSIDE = ("header", "head", "nav", "footer", "breadcrumb", "pagination")
USUAL_PLACE = "/search?q=words"


def search_box(sight: Sight) -> Field | None:
    """The field in which one types what one looks for; None where none is to be seen."""
    scored = [(_points(field, sight), field) for field in sight.fields if field.shown and not field.disabled]
    enough = [(points, field) for points, field in scored if points >= ENOUGH]
    return max(enough, key=lambda each: (each[0], -each[1].box.y))[1] if enough else None


def _points(field: Field, sight: Sight) -> float:
    if field.kind not in TEXT_KINDS or field.card is not None or not _stands_alone(field, sight):
        return -1
    said = {*concepts_named(field.label), *concepts_named(field.submit)}
    if said & {"coupon", "login"} or any(tells("newsletter", words) for words in (field.label, field.submit)):
        return -1
    given = (
        (3, field.kind == "search"), (1, field.pattern in ROLES), (2, NAMED.search(field.name)), (3, "search" in said),
        (2, "search" not in said and says("search", field.label)), (1, PLACED.search(_path(field.action))),
        (1, field.region in ("header", "head", "nav", "dialog")), (-4, field.region == "footer"),
    )
    return sum(points for points, there in given if there)


def _stands_alone(field: Field, sight: Sight) -> bool:
    """Whether its form asks for nothing else: the enter key would send that too."""
    if field.form == -1:
        return True
    beside = [each for each in sight.fields if each.form == field.form and each.place != field.place]
    return len(beside) <= MOST_BESIDE and not any(each.kind in ("password", "email", "tel") or each.pays for each in beside)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def asked_address(box: Field, home: str) -> str:
    """An address that the box will ask for, or one like it where only the shop's scripts know: to hear what robots.txt says."""
    own = plain_address(box.action) not in ("", plain_address(home))
    return f"{box.action}?{box.name}=words" if own else urljoin(home, USUAL_PLACE)


class Found(Struct, frozen=True):
    """What a page of results shows: the place of the product (from 1), and how many products. `lists`: it shows any at all."""

    at: int | None
    results: int
    lists: bool


def read_results(sight: Sight, name: str, url: str) -> Found:
    """Where a product is among the results that a page shows."""
    if plain_address(sight.url) == plain_address(url):
        return Found(1, 1, True)
    listed = _listed(sight)
    if says_none(sight):
        return Found(None, 0, bool(listed))
    at = next((at for at, place in enumerate(listed, 1) if _is_product(sight, place, name, url)), None)
    if at is None and _linked(sight, url):
        return Found(1, max(1, len(listed)), True)
    return Found(at, len(listed), bool(listed))


def _listed(sight: Sight) -> list[int]:
    """The cards of products in the page itself, by their places."""
    inside = {each.card for each in sight.shown if each.card is not None and each.region not in OUTSIDE}
    return [card.place for card in sight.cards if card.place in inside and is_offer(card)]


def _is_product(sight: Sight, place: int, name: str, url: str) -> bool:
    leads = any(each.card == place and plain_address(each.href) == plain_address(url) for each in sight.shown if each.href)
    return leads or mentions(sight.cards[place].text, name)


def _linked(sight: Sight, url: str) -> bool:
    """Whether the page itself links to the product, as the only result may stand there in no card."""
    links = [each for each in sight.shown if each.href and each.region not in OUTSIDE]
    return any(plain_address(each.href) == plain_address(url) for each in links)


def says_none(sight: Sight) -> bool:
    """Whether the page says that it found nothing; what an empty cart says does not count."""
    lines = (line for line in sight.main_text.splitlines() if 0 < len(line) <= SHORT_LINE)
    return any(says("no_results", line) and not says("cart", line) for line in lines)


def links_of(sight: Sight) -> Counter[tuple[str, str]]:
    """The links of a page that lead elsewhere, outside of cards, by name and address, and how often each stands there."""
    here = urlsplit(sight.url).path
    links = (each for each in sight.shown if each.href and each.card is None and urlsplit(each.href).path != here)
    return Counter((each.name, plain_address(each.href)) for each in links)


def offered_while_typing(before: Sight, after: Sight) -> tuple[str, ...]:
    """The names of what can be pressed now and could not before, each once."""
    known = {(each.name, each.href) for each in before.shown}
    new = (each for each in after.shown if (each.name, each.href) not in known and len(each.name) > 1)
    return tuple(dict.fromkeys(each.name for each in new if not small_words(each.name) & {"dismiss", "update"}))


def submits(box: Field, ranked: list[Scored]) -> Scored | None:
    """What sends the box's words, beside the enter key: its own form's button, or the best that says so."""
    own = [each for each in ranked if each.candidate.action and each.candidate.action == box.action]
    return next(iter(own or ranked), None)
