"""What stands at the door of the checkout: fields, ways to pay, sums, help and the way back."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.core.records.journey import Door, DoorField
from auditor.facts.lexicon import concepts_named, payments_named
from auditor.facts.vendors import vendors_at
from spiders.journey.bill import tells_tax, total_of
from spiders.journey.finders import CART_PLACE
from spiders.journey.guard import NEVER_MARKED, PAYMENT_HOSTS, WALLETS
from spiders.journey.sight import Candidate, Field, Framed, Sight
from spiders.journey.wording import small_words, tells

BY_WALLET = frozenset({
    "paypal", "apple_pay", "google_pay", "shop_pay", "amazon_pay", "alipay", "wechat_pay", "line_pay", "jkopay", "payme",
    "paypay", "rakuten_pay", "kakaopay", "naverpay", "toss", "twint", "blik", "bizum",
})
OUTSIDE = frozenset({"header", "nav", "footer"})
NO_CARD = re.compile(
    r"gift|loyalty|member|bonus|geschenk|kunden|cadeau|fid[eé]lit|regalo|礼品|禮品|会员|會員|ギフト|会員|iban", re.I
)
STAR = re.compile(r"[*＊]")
CART = re.compile(CART_PLACE, re.I)
DIRECT = ("tel:", "mailto:", "https://wa.me/", "https://m.me/", "https://line.me/", "https://lin.ee/")
LONGEST_WORD_OF_TRUST = 140
MOST_WORDS_OF_TRUST = 5


def read_door(sight: Sight, fields: list[Field]) -> Door:
    """The page as the customer finds it. `fields` are those that a customer has to do with."""
    ways = tuple(dict.fromkeys(_ways_to_pay(sight)))
    return Door(
        fields=tuple(map(door_field, fields)),
        ticked=tuple(each.label or each.name for each in sight.fields if _is_ticked(each)),
        payments=tuple(way for way in ways if way not in BY_WALLET), wallets=tuple(way for way in ways if way in BY_WALLET),
        trust=tuple(dict.fromkeys(_words_of_trust(sight)))[:MOST_WORDS_OF_TRUST],
        total=total_of(sight.main_text), taxed=tells_tax(sight.main_text),
        way_back=any(map(_leads_back, sight.shown)), help_near=_help_is_near(sight),
        card_here=card_is_typed_here(sight), order_button=order_button(sight),
    )


def door_field(field: Field) -> DoorField:
    """A field as a customer sees it."""
    starred = field.starred or bool(STAR.search(field.label)) or tells("required", field.label)
    return DoorField(
        label=field.label, kind=field.kind, name=field.name, autocomplete=field.autocomplete,
        required=field.required or starred, named=field.named)


def _is_ticked(field: Field) -> bool:
    return field.kind == "checkbox" and field.filled and field.shown and field.region not in OUTSIDE


def _ways_to_pay(sight: Sight) -> Iterator[str]:
    for text in (sight.main_text, *sight.pictures):
        yield from payments_named(text.replace("-", " ").replace("_", " "))
    for each in sight.shown:
        if each.region not in OUTSIDE and WALLETS.search(f"{each.name} {each.title}"):
            yield from payments_named(f"{each.name} {each.title}")


def _words_of_trust(sight: Sight) -> Iterator[str]:
    for text in (*sight.main_text.splitlines(), *sight.pictures):
        if len(text) <= LONGEST_WORD_OF_TRUST and tells("safe", text):
            yield text.strip()


def _leads_back(candidate: Candidate) -> bool:
    named = set(concepts_named(candidate.name)) | set(concepts_named(candidate.title))
    if named & {"add_to_cart", "empty_cart", "delete"}:
        return False
    parts = urlsplit(candidate.href)
    path = parts.path + ("?" + parts.query if parts.query else "")
    return "cart" in named or bool(candidate.href.startswith("http") and CART.search(path))


def _help_is_near(sight: Sight) -> bool:
    named = any({"contact", "faq"} & set(concepts_named(each.name)) for each in sight.shown)
    direct = any(each.href.startswith(DIRECT) for each in sight.shown)
    chat = any(kind == "chat" for frame in sight.frames for kind, _ in vendors_at(frame.src))
    return named or direct or chat


def asks_for_card(field: Field) -> bool:
    """Whether a card's number is typed into this field of the shop's own page."""
    return field.shown and field.pays and field.kind != "radio" and not NO_CARD.search(f"{field.name} {field.label}")


def is_payment_frame(frame: Framed) -> bool:
    """Whether a frame is a payment house's."""
    host = urlsplit(frame.src).hostname or ""
    return any(host == each or host.endswith("." + each) for each in PAYMENT_HOSTS)


def card_is_typed_here(sight: Sight) -> bool | None:
    """None where the page asks for no card at all yet."""
    if any(map(asks_for_card, sight.fields)):
        return True
    return False if any(map(is_payment_frame, sight.frames)) else None


def order_button(sight: Sight) -> str | None:
    """The name of the button that would order, where one is seen."""
    return next((each.name for each in sight.shown if each.region not in OUTSIDE and _orders(each)), None)


def _orders(candidate: Candidate) -> bool:
    if candidate.href.startswith("http") or WALLETS.search(candidate.name):
        return False
    named = {"place_order", "buy_now"} & set(concepts_named(candidate.name)) or "order" in small_words(candidate.name)
    return bool(named or NEVER_MARKED.search(candidate.marks))
