"""From the cart to the door of the checkout, and not a step further."""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from auditor.core.records.journey import Door, Reach, Stop
from auditor.facts.lexicon import concepts_named, says
from spiders.journey.boxes import search_box
from spiders.journey.ends import Detour, Ended
from spiders.journey.finders import CHECKOUT, GUEST, Scored, plain_address, rank
from spiders.journey.guard import WALLETS, refusal
from spiders.journey.layers import clear, press
from spiders.journey.sight import Candidate, Field, Look, Sight
from spiders.journey.signs import names_shipping_cost
from spiders.journey.steps.door import read_door
from spiders.journey.ticking import tick_what_it_waits_for
from spiders.journey.trail import Trail
from spiders.journey.walls import check_answer, check_for_silence
from spiders.journey.wording import small_words, tells

PAGES_BEFORE_THE_DOOR = 3
TRIED = 2
PERSONAL_TOKENS = (
    "name", "given-name", "family-name", "email", "tel", "street-address", "address-line1", "postal-code", "country",
)
LOGIN_NAME = re.compile(r"mail|user|login|メール|邮箱|郵箱|手机号|手機號", re.I)
PERSONAL = re.compile(
    r"e-?mail|first.?name|last.?name|full.?name|\bname\b|address|street|\bcity\b|\bzip\b|post(?:al)?.?code|phone|country|"
    r"vorname|nachname|stra(?:ß|ss)e|\bplz\b|\bort\b|prénom|\bnom\b|adresse|ville|téléphone|nombre|apellido|dirección|ciudad|"
    r"姓名|收货|收貨|收件|地址|手机|手機|电话|電話|邮箱|郵箱|氏名|お名前|住所|郵便|メール",
    re.I,
)
ASIDE_FIELDS = re.compile(
    r"newsletter|coupon|voucher|promo|gutschein|quantity|\bqty\b|menge|"
    r"currency|currencies|language|währung|waehrung|sprache|\bdevise|langue|moneda|idioma|货币|貨幣|幣別|语言|語言|通貨|言語",
    re.I,
)


class Entrance(Struct, frozen=True):
    """What stands at the checkout's door. `guest`: it can be passed without an account; `wall`: it cannot.

    `asks`: it wants to know first whether one is a guest; the guest's own form comes behind it.
    """

    fields: tuple[str, ...]
    guest: bool
    wall: bool
    asks: bool
    answered: bool
    stages: int | None
    shipping_told: bool
    told: Door


def read_entrance(sight: Sight) -> Entrance:
    """The first page of the checkout, as far as it is one."""
    fields = door_fields(sight)
    password = any(field.kind == "password" for field in fields)
    personal = [field for field in fields if _is_personal(field)]
    offered = _offers_guest(sight)
    accounts = {field.form for field in fields if field.kind == "password"}
    beyond_login = [field for field in personal if field.form not in accounts and not _is_email(field)]
    wall = password and not offered and not beyond_login
    guest = offered or (bool(personal) and not wall)
    answered = guest or bool(fields and any(field.pays for field in fields))
    return Entrance(
        tuple(_labels(fields)), guest, wall, offered and not _has_guests_form(fields, personal), answered, sight.stages,
        names_shipping_cost(sight.main_text), read_door(sight, fields))


def _has_guests_form(fields: list[Field], personal: list[Field]) -> bool:
    """Whether a guest can begin to fill in: a form for more than an e-mail address, that demands no password."""
    demanding = {field.form for field in fields if field.kind == "password" and field.required}
    return any(field.form not in demanding and not _is_email(field) for field in personal)


def door_fields(sight: Sight) -> list[Field]:
    """The visible fields of the form that a customer has to do with; a group of radio buttons counts once."""
    found: dict[tuple[int, str], Field] = {}
    for field in sight.fields:
        if not field.shown or field.disabled or field.region in ("header", "head", "nav", "footer") or field.kind == "search":
            continue
        if _is_aside(field, sight):
            continue
        if field.kind != "checkbox" and tells("newsletter", field.near):
            continue
        found.setdefault((field.form, field.name) if field.kind == "radio" else (field.place, ""), field)
    return list(found.values())


def _is_aside(field: Field, sight: Sight) -> bool:
    """Whether it is the page's own and not the checkout's: for looking things up, a newsletter, a code, a quantity."""
    if ASIDE_FIELDS.search(f"{field.name} {field.label}") or {"search", "coupon"} & set(concepts_named(field.label)):
        return True
    alone = field.form != -1 and sum(each.form == field.form and each.shown for each in sight.fields) == 1
    sends = {"search", "coupon"} & set(concepts_named(field.submit)) or tells("newsletter", field.submit)
    return alone and bool(sends or search_box(sight) == field)


def _labels(fields: Iterable[Field]) -> Iterable[str]:
    return (field.label or field.name or field.kind for field in fields)


def _is_email(field: Field) -> bool:
    named = LOGIN_NAME.search(f"{field.name} {field.label}")
    return field.kind == "email" or field.autocomplete in ("email", "username") or bool(named)


def _is_personal(field: Field) -> bool:
    if field.kind in ("password", "radio", "checkbox"):
        return False
    return field.kind in ("email", "tel") or field.autocomplete.split(" ")[-1] in PERSONAL_TOKENS or bool(
        PERSONAL.search(f"{field.name} {field.label}")
    )


def _offers_guest(sight: Sight) -> bool:
    named = any("guest_checkout" in concepts_named(each.name) for each in sight.shown if each.region != "footer")
    chosen = any(field.shown and says("guest_checkout", field.label) for field in sight.fields)
    return named or chosen or bool(says("guest_checkout", sight.main_text))


async def open_checkout(trail: Trail, cart_url: str | None) -> Entrance:
    """Presses what leads to the checkout until its door shows; ends the walk with the reason where it does not."""
    first, pressed = True, []
    for _ in range(PAGES_BEFORE_THE_DOOR):
        pressed.append(await _press_on(trail, onward=first))
        first = False
        took_ms = trail.took_ms
        seen = await trail.see_when(_is_told, await clear(trail))
        check_answer(trail, seen.sight)
        door = read_entrance(seen.sight)
        if cart_url and plain_address(seen.sight.url) == plain_address(cart_url) and not door.answered:
            break
        if door.wall:
            trail.told["guest_checkout"] = False
            raise Ended(Stop.SHOP, f"After {pressed[-1]} the shop asks to log in or register, and offers no way on as a guest.")
        if door.answered:
            trail.took_ms = took_ms
            if door.asks:
                seen, door = await _go_in_as_a_guest(trail, seen, door, pressed)
            trail.arrive(Reach.CHECKOUT, f"Pressed {', then '.join(pressed)}", seen)
            return door
    check_for_silence(trail)
    raise Ended(Stop.SHOP, _no_door(seen.sight, cart_url, pressed[-1]))


async def _go_in_as_a_guest(trail: Trail, seen: Look, door: Entrance, pressed: list[str]) -> tuple[Look, Entrance]:
    """The guest's form behind the question, where one press leads there; else the door as it stands."""
    ways = [each.candidate for each in rank(seen.sight, GUEST) if not each.candidate.disabled]
    way = next((each for each in ways if _asks_nothing(seen.sight, each)), None)
    if way is None:
        return seen, door
    try:
        await press(trail, seen, way)
    except Detour as detour:
        trail.detours.append(str(detour))
        return await trail.see(), door
    behind = await trail.see_when(_has_a_form, await clear(trail))
    check_answer(trail, behind.sight)
    entrance = read_entrance(behind.sight)
    if entrance.wall or not entrance.answered:
        raise Ended(Stop.SHOP, _no_door(behind.sight, None, way.name))
    pressed.append(way.name)
    return behind, replace(entrance, guest=True)


def _asks_nothing(sight: Sight, way: Candidate) -> bool:
    """Whether no field has to be filled in before it is pressed."""
    if way.href or not way.action:
        return True
    return not any(field.shown and field.action == way.action and _is_personal(field) for field in sight.fields)


def _has_a_form(sight: Sight) -> bool:
    entrance = read_entrance(sight)
    return entrance.answered and not entrance.asks


def _is_told(sight: Sight) -> bool:
    """Whether the page says by now what it is."""
    door = read_entrance(sight)
    return door.answered or door.wall or bool(says("empty_cart", sight.main_text))


async def _press_on(trail: Trail, *, onward: bool) -> str:
    seen = await trail.see()
    ranked = _ways_on(seen.sight)
    if ranked and await tick_what_it_waits_for(trail, seen, ranked[0].candidate):
        seen = await trail.see()
        ranked = _ways_on(seen.sight)
    ways = [each for each in ranked if refusal(each.candidate, seen.sight) is None]
    if not ways:
        raise Ended(*_no_way(trail, seen.sight, ranked))
    refused = []
    for way in ways[:TRIED]:
        if way.candidate.disabled:
            refused.append(f"{way.candidate.name} is disabled")
            continue
        try:
            await press(trail, seen, way.candidate, onward=tuple(ways) if onward else None)
            return way.candidate.name or "the checkout's button"
        except Detour as detour:
            refused.append(str(detour))
    trail.detours += refused
    raise Ended(Stop.OURS, f"The way to the checkout could not be pressed: {'; '.join(refused)}.")


def _ways_on(sight: Sight) -> list[Scored]:
    """The ways to the checkout; what shows a wallet's logo comes last, since most of these pay at once."""
    return sorted(rank(sight, CHECKOUT), key=lambda each: WALLETS.search(each.candidate.marks) is not None)


def _no_way(trail: Trail, sight: Sight, ranked: list[Scored]) -> tuple[Stop, str]:
    paying = [each.candidate.name for each in ranked] or [each.name for each in sight.shown if _may_order(each.name)]
    where = "The page after it" if trail.clicks else "The cart"
    if paying:
        return Stop.OURS, f"{where} offers only {paying[0]} to go on with, which the walk never presses."
    return Stop.SHOP, f"{where} offers no button or link to the checkout."


def _may_order(name: str) -> bool:
    return bool({"place_order", "buy_now"} & set(concepts_named(name))) or "order" in small_words(name)


def _no_door(sight: Sight, cart_url: str | None, pressed: str) -> str:
    if says("empty_cart", sight.main_text):
        return f"After {pressed} the shop says that the cart is empty."
    if cart_url and plain_address(sight.url) == plain_address(cart_url):
        said = f" and said: {sight.alerts[0]}" if sight.alerts else ""
        return f"After {pressed} the shop stayed in the cart{said}."
    shown = sight.heading or sight.title or sight.url
    return f"After {pressed} the shop showed {shown}, without a form and without a choice of log-in or guest."
