"""What an address, or the words of a link, would change if it were asked for. The words are data: `changes.toml`."""

import re
import tomllib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from auditor.facts.lexicon import TERMS, names
from auditor.facts.words import folded

DATA = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text(encoding="utf-8"))
CONCEPTS = ("logout", "delete", "add_to_cart")
JOINTS = re.compile(r"[-_+'\s]+")
SIGNS = re.compile(r"[\W_]+")
PARTS = re.compile(r"[/?&=;.\[\]]+")
HOST = re.compile(r"^[a-z][a-z0-9+.-]*://[^/?#]*", re.I)
PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "css", "woff", "woff2", "ttf", "map"})
KEYS = re.compile(
    r"/cart/\d+:\d+|[?&](?:add|del)=\d|[?&](?:[a-z]*[-_])?(?:set|submit|id|change|switch)?[-_]?currency(?:_?code|_?id)?="
    r"|[?&](?:set|change|switch)[-_]?(?:lang|language|locale)=|[?&]___store=|[?&]fnc=to(?:basket|wishlist|comparelist|noticelist)"
    r"|common/(?:currency|language)/|/stores?/store/(?:redirect|switch)|[?&](?:wke|vlplo|wlplo)=", re.I)
MOST_UNPACKED = 3


def compact(text: str) -> str:
    """A text without case, accents, blanks and hyphens."""
    return JOINTS.sub("", text.casefold() if text.isascii() else folded(text))


def compacted(texts: list[str]) -> frozenset[str]:
    return frozenset(map(compact, texts))


OWN, ACTS = compacted(DATA["places"]["own"]), compacted(DATA["places"]["acts"])
NEXT_TO = [(compacted(pair["own"]), compacted(pair["acts"])) for pair in DATA["pairs"]]
BETWEEN = compacted(["", *DATA["places"]["joints"]])
SAID = frozenset().union(*map(compacted, DATA["words"].values()))
WORDS = SAID | compacted([*DATA["addresses"]["words"], *(term.written for concept in CONCEPTS for term in TERMS[concept])])
OWN_ENDS = tuple(OWN)


def unpacked(url: str) -> str:
    """An address without percent signs, however often it was packed."""
    for _ in range(MOST_UNPACKED):
        if "%" not in url:
            break
        url = unquote(url)
    return url


def changes_something(url: str) -> bool:
    """Whether asking for this address could change the shop's state (never-request rules of `docs/polite-guest.md`)."""
    address = HOST.sub("", unpacked(url))
    if KEYS.search(address):
        return True
    parts = [part for part in PARTS.split(compact(address)) if part]
    return not WORDS.isdisjoint(parts) or done_to_own(parts) or done_next(parts)


def done_to_own(parts: list[str]) -> bool:
    """Whether something is done to what is the visitor's own: in one word, or the place first, or the act right before it."""
    if any(map(in_one_word, parts)):
        return True
    first = next((number for number, part in enumerate(parts) if part in OWN), None)
    if first is None or parts[-1] in PICTURES:
        return False
    after = parts[first + 1:first + 2] if parts[-1] == "js" else parts[first + 1:]
    return not ACTS.isdisjoint(after) or (first > 0 and parts[first - 1] in ACTS)


def in_one_word(part: str) -> bool:
    return (part.endswith(OWN_ENDS) and acts_upon(part)) or (part.startswith(OWN_ENDS) and acts_of(part))


def acts_upon(part: str) -> bool:
    """Whether one word says it, the act first: addtowishlist."""
    heads = (part.removesuffix(own) for own in OWN_ENDS if part.endswith(own))
    return any(head.removesuffix(joint) in ACTS for head in heads for joint in BETWEEN)


def acts_of(part: str) -> bool:
    """Whether one word says it, the place first: wishlistadd."""
    tails = (part.removeprefix(own) for own in OWN_ENDS if part.startswith(own))
    return any(tail.removeprefix(joint) in ACTS for tail in tails for joint in BETWEEN)


def done_next(parts: list[str]) -> bool:
    """Whether a word that means other things elsewhere stands beside what is done, such as /order/place."""
    return any((one in own and other in acts) or (one in acts and other in own)
               for one, other in pairwise(parts) for own, acts in NEXT_TO)


@lru_cache(maxsize=8192)
def says_so(words: str) -> bool:
    """Whether the words of a link say, and say nothing else, that it changes something."""
    return SIGNS.sub("", folded(words)) in SAID or names("add_to_cart", words) is not None
