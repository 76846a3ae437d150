"""The forms of a page, their fields, and the names by which people and assistive technology know them."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from auditor.core.records import Page
from auditor.facts.document import base_url
from auditor.facts.fact import fact
from auditor.facts.lexicon import concepts_named
from auditor.facts.links import resolve
from auditor.facts.text import is_hidden
from auditor.facts.tree import tree

FIELDS = ("input", "select", "textarea")
LABEL_FOR = etree.XPath("//label[@for=$name]")
BY_ID = etree.XPath("//*[@id=$name]")
PRESSED = frozenset({"submit", "button", "image", "reset"})
NOT_FILLED = PRESSED | {"hidden"}
SEARCH_NAMES = frozenset({
    "q", "s", "query", "search", "keyword", "keywords", "wd", "search_query", "searchterm", "search_term", "kw", "term", "text",
    "search_keyword", "searchword", "word", "suche", "k", "sw", "search_api_fulltext", "controller_search",
})
TYPED = frozenset({"text", "search", ""})
GLYPHS = re.compile("[\ue000-\uf8ff]")
SEARCH_PATH = re.compile(r"search|suche|recherche|buscar|busqueda|sousuo|/find\b", re.I)


class Field(Struct, frozen=True):
    """One field that a person fills in. `label` is its accessible name or "". `type` is that of an input, else the tag."""

    type: str
    name: str
    label: str
    autocomplete: str
    required: bool
    element: HtmlElement


class Form(Struct, frozen=True):
    """A form: absolute address ("" where it has none), method in lower case, the fields to fill in, names of its buttons."""

    action: str
    method: str
    fields: tuple[Field, ...]
    buttons: tuple[str, ...]
    element: HtmlElement


def _words(element: HtmlElement) -> str:
    text = " ".join("".join(element.itertext("*")).split()) if element.tag != "svg" else ""
    if text:
        return text
    parts = element.iter("img", "svg", "use", "i", "span")
    said = (each.get("alt") or each.get("aria-label") or each.get("title") or "" for each in parts)
    return next((" ".join(words.split()) for words in said if words.strip()), "")


def _labels(element: HtmlElement) -> str:
    """The words of the labels that belong to a field, without the words of fields inside them."""
    name = element.get("id")
    found = list(LABEL_FOR(element.getroottree(), name=name)) if name else []
    found += list(element.iterancestors("label"))[:1]
    return next((words for words in map(_words, found) if words), "")


def _referred(element: HtmlElement) -> str:
    names = (element.get("aria-labelledby") or "").split()
    found = [target for name in names for target in BY_ID(element.getroottree(), name=name)]
    return " ".join(words for words in (_words(target) or target.get("aria-label") or "" for target in found) if words)


def _own_name(element: HtmlElement) -> str:
    kind = (element.get("type") or "").lower()
    if element.tag == "input" and kind in PRESSED:
        own = element.get("alt") if kind == "image" else element.get("value")
        return own or _labels(element) or {"submit": "Submit", "reset": "Reset"}.get(kind, "")
    if element.tag in ("input", "select", "textarea"):
        return _labels(element)
    return _words(element)


def accessible_name(element: HtmlElement) -> str:
    """The name by which assistive technology announces an element, after accname: labels, content, title, placeholder."""
    by_aria = _referred(element) if element.get("aria-labelledby") else ""
    name = by_aria or (element.get("aria-label") or "").strip() or _own_name(element)
    return " ".join(GLYPHS.sub("", name or element.get("title") or element.get("placeholder") or "").split())


def _is_filled(element: HtmlElement) -> bool:
    return element.tag != "input" or (element.get("type") or "text").lower() not in NOT_FILLED


def _is_reachable(element: HtmlElement) -> bool:
    """Whether a person can come to the field: neither it nor what it stands in is hidden by the markup."""
    own = element.get("hidden") is None and not re.search(r"display\s*:\s*none", element.get("style") or "", re.I)
    outer = (each for each in element.iterancestors() if each.tag not in ("svg", "object"))
    return own and element.get("aria-hidden") != "true" and not any(
        is_hidden(each) or each.get("aria-hidden") == "true" for each in outer
    )


def _field(element: HtmlElement) -> Field:
    kind = (element.get("type") or "text").strip().lower() if element.tag == "input" else element.tag
    required = element.get("required") is not None or element.get("aria-required") == "true"
    written = (element.get("autocomplete") or "").strip().lower()
    return Field(kind, element.get("name") or "", accessible_name(element), written, required, element)


@fact
def fields(page: Page) -> tuple[Field, ...]:
    """Every field of the page that a person can come to and fill in, in forms and outside them."""
    return tuple(_field(each) for each in tree(page).iter(*FIELDS) if _is_filled(each) and _is_reachable(each))


def _buttons(form: HtmlElement) -> Iterator[HtmlElement]:
    for element in form.iter("button", "input"):
        if element.tag == "button" or (element.get("type") or "").lower() in ("submit", "image", "button"):
            yield element


@fact
def forms(page: Page) -> tuple[Form, ...]:
    """The forms of the page, in order."""
    owned: dict[HtmlElement, list[Field]] = {}
    for field in fields(page):
        owner = next(field.element.iterancestors("form"), None)
        if owner is not None:
            owned.setdefault(owner, []).append(field)
    return tuple(_form(page, element, tuple(owned.get(element, ()))) for element in tree(page).iter("form"))


def _form(page: Page, element: HtmlElement, filled: tuple[Field, ...]) -> Form:
    target = resolve(base_url(page), element.get("action") or page.final_url)
    buttons = tuple(accessible_name(each) for each in _buttons(element))
    return Form(target[0] if target else "", (element.get("method") or "get").strip().lower(), filled, buttons, element)


def _searches(form: Form) -> bool:
    typed = [field for field in form.fields if field.type in TYPED]
    if len(typed) != 1 or any(field.type in ("email", "password", "tel") for field in form.fields):
        return False
    field, element = typed[0], form.element
    if field.type == "search" or element.get("role") == "search" or next(element.iterancestors("search"), None) is not None:
        return True
    if field.name.lower() in SEARCH_NAMES and form.method == "get":
        return True
    said = (field.label, field.element.get("placeholder") or "", *form.buttons)
    return bool(SEARCH_PATH.search(form.action)) or any("search" in concepts_named(words) for words in said)


@fact
def search_form(page: Page) -> Form | None:
    """The form in which visitors search the shop; None where there is none."""
    return next((form for form in forms(page) if _searches(form)), None)


@fact
def unlabelled_fields(page: Page) -> tuple[Field, ...]:
    """The fields that have no name at all, not even a title or a placeholder."""
    return tuple(field for field in fields(page) if not field.label)
