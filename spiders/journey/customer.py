"""The customer whom `--fill-checkout` plays, and which of the customer's data a field asks for."""

import re
import tomllib
from pathlib import Path

from spiders.journey.sight import Choice, Field

FILE = tomllib.loads((Path(__file__).parent / "customers.toml").read_text(encoding="utf-8"))
FIELDS = {
    part: (frozenset(tokens.split("|")) - {""}, re.compile(words, re.I)) for part, (tokens, words) in FILE["fields"].items()
}
EMAIL = "test.customer@example.com"
NAMELESS = "Test"

Customer = dict[str, str | list[str]]


def customer_for(lang: str) -> Customer:
    """The customer for a shop whose pages are in this language (an HTML `lang`, as in `de-AT`)."""
    parts = lang.replace("_", "-").split("-")
    country = next((part.upper() for part in parts[1:] if part.upper() in FILE["customers"]), None)
    languages = FILE["languages"]
    country = country or languages.get(lang.lower()) or languages.get(parts[0].lower(), "GB")
    told = FILE["customers"][country]
    return {"name": f"{told['given']} {told['family']}", "email": EMAIL} | told


def asked_for(field: Field) -> str | None:
    """What part of the customer's data a field asks for; None where it is not told."""
    token = field.autocomplete.split(" ")[-1]
    by_token = next((part for part, (tokens, _) in FIELDS.items() if token in tokens), None)
    by_words = (part for part, (_, words) in FIELDS.items() if words.search(field.label.strip(" *:")) or words.search(field.name))
    return by_token or next(by_words, None)


def text_for(field: Field, customer: Customer) -> str:
    """What to type; "" leaves the field as it is."""
    part = asked_for(field)
    told = customer.get(part or "", "")
    if told:
        return told[0] if isinstance(told, list) else told
    return NAMELESS if field.required and part not in ("company", "extra") else ""


def choice_for(field: Field, customer: Customer) -> Choice | None:
    """Which entry of a list to choose: the customer's own, else the first real one; None leaves it as it is."""
    told = customer.get(asked_for(field) or "", [])
    wanted = {each.casefold() for each in ([told] if isinstance(told, str) else told)}
    own = (each for each in field.options if {each.value.casefold(), each.text.casefold()} & wanted)
    real = (each for each in field.options if each.value and not each.disabled)
    return next(own, None) or (None if field.filled else next(real, None))
