"""schema.org data of a page: JSON-LD and microdata, in one shape."""

import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any

import msgspec

from auditor.core.records import Page
from auditor.facts.fact import fact
from auditor.facts.tree import markup, tree

Item = dict[str, Any]
HOLDERS = ("@graph", "mainEntity", "breadcrumb", "about")
OPENED = re.compile(r"<!--|(?:/\*|//)?\s*+<!\[CDATA\[\s*+(?:\*/)?")
CLOSED = re.compile(r"(?:-->|(?:/\*|//)?\s{0,9}+\]\]>\s*+(?:\*/)?)\s*+;?$")
TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
DEEPEST = 6


def read_json(text: str) -> Any:
    """The value of a JSON text, also where it is wrapped in comments or has a comma too many; None where it cannot be read."""
    try:
        return msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return _lenient_json(text)


def unwrapped(text: str) -> str:
    """A script's text without the comment or the CDATA section around it."""
    return CLOSED.sub("", text[begun.end():] if (begun := OPENED.match(text)) else text)


def _lenient_json(text: str) -> Any:
    for attempt in (text, TRAILING_COMMA.sub("", unwrapped(text.strip()))):
        try:
            return _whole(json.JSONDecoder(strict=False).raw_decode(attempt.strip())[0])
        except (ValueError, RecursionError):
            continue
    return None


def _whole(value: Any) -> Any:
    """The value without halves of characters ("\\ud800"), which no file and no terminal would take."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(each) for each in value]
    return {_whole(name): _whole(each) for name, each in value.items()} if isinstance(value, dict) else value


def _flat(value: Any, depth: int = 0) -> Iterator[Item]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for each in value:
            yield from _flat(each, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for holder in HOLDERS:
            if isinstance(value.get(holder), (dict, list)):
                yield from _flat(value[holder], depth + 1)


@fact
def _blocks(page: Page) -> tuple[Any, ...]:
    """The values of the page's JSON-LD blocks, None for one that cannot be read."""
    if b"ld+json" not in markup(page):
        return ()
    return tuple(read_json(script.text or "") for script in tree(page).iter("script")
                 if "ld+json" in (script.get("type") or "").lower())


@fact
def linked_data(page: Page) -> tuple[Item, ...]:
    """The items of the page's JSON-LD, graphs flattened. Blocks that cannot be read are left out."""
    return tuple(item for block in _blocks(page) for item in _flat(block))


def broken_blocks(page: Page) -> int:
    """How many JSON-LD blocks of the page cannot be read."""
    return sum(block is None for block in _blocks(page))


def _as_linked(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_linked(each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {name: _as_linked(each) for name, each in value.get("properties", {}).items()}
    return {"@type": value["type"], **kept} if "type" in value else kept


@cache
def _extractor() -> Any:
    """extruct's reader of microdata, without what `import extruct` reads besides: RDF and microformats, 12 MB in each process."""
    extruct = find_spec("extruct")
    sys.modules.setdefault("extruct", module_from_spec(extruct))
    return import_module("extruct.w3cmicrodata").MicrodataExtractor()


@fact
def microdata(page: Page) -> tuple[Item, ...]:
    """The items of the page's microdata, in the shape of JSON-LD."""
    if b"itemscope" not in markup(page):
        return ()
    try:
        found = _extractor().extract_items(tree(page), page.final_url)
    except (ValueError, RecursionError):
        return ()
    return tuple(item for item in map(_as_linked, found) if "@type" in item)


@fact
def items(page: Page) -> tuple[Item, ...]:
    """Every schema.org item of the page: JSON-LD first, then microdata."""
    return linked_data(page) + microdata(page)


def last_part(address: str) -> str:
    """What follows the last slash, hash or colon of an address."""
    return address.replace("#", "/").replace(":", "/").rpartition("/")[2]


def types_of(item: Item) -> tuple[str, ...]:
    """The types of an item without the address of the vocabulary: `Product`, not `https://schema.org/Product`."""
    declared = item.get("@type")
    listed = declared if isinstance(declared, list) else [declared]
    return tuple(last_part(each) for each in listed if isinstance(each, str))


def of_type(page: Page, *wanted: str) -> tuple[Item, ...]:
    """The items of the page that are of one of these types."""
    return tuple(item for item in items(page) if not set(wanted).isdisjoint(types_of(item)))


def values(item: Item, name: str) -> list[Any]:
    """The values of a property, as a list whatever the number."""
    value = item.get(name)
    return [] if value is None else value if isinstance(value, list) else [value]


def text_value(item: Item, name: str) -> str:
    """The first text of a property: of an item its name; "" where there is none."""
    for value in values(item, name):
        inner = value.get("name") or value.get("@value") or value.get("@id") if isinstance(value, dict) else value
        if isinstance(inner, (str, int, float)) and not isinstance(inner, bool):
            return " ".join(str(inner).split())
    return ""
