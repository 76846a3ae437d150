"""What a checkout's door says: what its boxes and fields are for, and whether its order button speaks of paying."""

from msgspec import Struct

from auditor.core.records import DoorField
from auditor.facts.lexicon import folded, read, spelt
from auditor.facts.prices import prices_of
from auditor.facts.words import joined

BOXES = {kind: tuple(map(folded, words)) for kind, words in read("boxes")["kinds"].items()}
ORDER_BUTTONS = {kind: tuple(map(folded, words)) for kind, words in read("order_buttons")["words"].items()}
MARKS = " *:：（）()✱"
ASIDE = ("(required)", "(optional)", "required", "optional", "(erforderlich)", "(obligatoire)", "(obligatorio)", "必須", "必填")
AUTOFILL = frozenset({
    "name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix", "nickname", "username",
    "organization", "organization-title", "street-address", "address-line1", "address-line2", "address-line3", "address-level1",
    "address-level2", "address-level3", "address-level4", "country", "country-name", "postal-code", "email", "tel",
    "tel-country-code", "tel-national", "tel-area-code", "tel-local", "bday", "sex", "url",
})


class Purpose(Struct, frozen=True):
    """What a field is for: the tokens of `autocomplete` and the types of input that fit."""

    id: str
    words: frozenset[str]
    tokens: tuple[str, ...]
    kinds: tuple[str, ...] = ()


PURPOSES = tuple(
    Purpose(name, frozenset(map(folded, each["words"])), tuple(each["tokens"]), tuple(each.get("kinds", ())))
    for name, each in read("purposes").items())


def box_kind(label: str) -> str | None:
    """What a box to tick is about: news, extra, address, memory (of the customer) or legal. Whatever has a price is an extra."""
    if prices_of(label):
        return "extra"
    plain = folded(label)
    return next((kind for kind, words in BOXES.items() if any(spelt(each, plain) for each in words)), None)


def speaks_of_paying(button: str) -> bool | None:
    """Whether the words of an order button say that it costs money; None where we do not know these words."""
    plain = folded(button)
    if any(begins_word(each, plain) for each in ORDER_BUTTONS["pays"]):
        return True
    return False if any(spelt(each, plain) for each in ORDER_BUTTONS["orders"]) else None


def begins_word(start: str, text: str) -> bool:
    at = text.find(start)
    while at >= 0:
        if not joined(text, at):
            return True
        at = text.find(start, at + 1)
    return False


def purpose_of(field: DoorField) -> Purpose | None:
    """What a field of an address form is for, by its whole label, or else by its name; None where that is not plain."""
    called = (bare(field.label), folded(field.name.rpartition("[")[2].rstrip("]")))
    return next((purpose for name in called if name for purpose in PURPOSES if name in purpose.words), None)


def bare(label: str) -> str:
    """A label without what only says whether one has to fill it in."""
    plain = folded(label)
    for word in ASIDE:
        plain = plain.replace(folded(word), " ")
    return " ".join(plain.split()).strip(MARKS)


def token_of(field: DoorField) -> str:
    """What its `autocomplete` says the field is for: the last of its tokens, where that is one of HTML's; else ""."""
    last = field.autocomplete.casefold().split()[-1:]
    return last[0] if last and last[0] in AUTOFILL else ""
