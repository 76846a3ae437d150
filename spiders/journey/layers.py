"""What lies over a page is dealt with as a customer would, refusing where that is offered, and each click is counted."""

from auditor.facts.lexicon import concepts_named, says
from spiders.journey.ends import Detour
from spiders.journey.finders import Scored
from spiders.journey.sight import Candidate, Layer, Look, Sight, twin_of
from spiders.journey.trail import Trail
from spiders.journey.wording import small_words, tells

MOST = 4

# What a layer is about, what it is called in the journey, and which answers are tried, the first that it offers.
KINDS = (
    ("consent", "a consent layer", ("refuse", "dismiss", "accept")),
    ("age", "an age check", ("of_age", "accept")),
    ("newsletter", "a newsletter layer", ("refuse", "dismiss")),
    ("place", "a choice of country or language", ("refuse", "dismiss", "accept")),
)
OTHER = ("other", "a layer over the page", ("refuse", "dismiss"))
CLOSING_MARKS = ("close", "dismiss")


async def clear(trail: Trail) -> Look:
    """Looks at the page once nothing lies in the way any more."""
    seen, tried = await trail.see(), set()
    for _ in range(MOST):
        found = next(_in_the_way(seen.sight, tried), None)
        if found is None:
            break
        layer, called, answer = found
        tried.add(layer.text)
        await _deal_with(trail, seen, called, answer)
        seen = await trail.see()
    return seen


async def press(trail: Trail, seen: Look, candidate: Candidate, *, onward: tuple[Scored, ...] | None = None) -> None:
    """Presses it; where something came over it meanwhile, deals with that and presses again."""
    try:
        await trail.press(seen, candidate, onward=onward)
    except Detour:
        dealt_with = len(trail.in_the_way)
        again = await clear(trail)
        twin = twin_of(candidate, again.sight)
        if twin is None or len(trail.in_the_way) == dealt_with:
            raise
        await trail.press(again, twin, onward=onward)


async def go_back(trail: Trail, url: str) -> None:
    """Back to a page that the walk has been on; what lies over it again is not counted again."""
    met = tuple(trail.in_the_way)
    await trail.back_to(url)
    await clear(trail)
    trail.start_over(met)


async def _deal_with(trail: Trail, seen: Look, called: str, answer: Candidate) -> None:
    try:
        await trail.press(seen, answer)
    except Detour:
        return
    trail.pressed.pop()
    trail.in_the_way.append(called)


def _in_the_way(sight: Sight, tried: set[str]):
    for place, layer in enumerate(sight.layers):
        inside = [candidate for candidate in sight.shown if candidate.layer == place]
        if layer.text in tried or _is_the_shop_itself(sight, layer, inside):
            continue
        kind, called, answers = _kind(layer)
        lies_over = layer.covers >= 3 or (layer.modal and layer.covers)
        answer = _answer(inside, answers)
        if answer and (lies_over or kind in ("consent", "age")):
            yield layer, called, answer


def _is_the_shop_itself(sight: Sight, layer: Layer, inside: list[Candidate]) -> bool:
    """A sticky header, a cart drawer or an application's own frame."""
    if len(inside) > 12 and len(inside) > len(sight.shown) / 2:
        return True
    cart = bool(says("checkout", layer.text) or says("cart", layer.text)) and not _only_asks(inside)
    return cart or (layer.sticky and not layer.modal) or any(each.region in ("header", "nav") for each in inside)


def _only_asks(inside: list[Candidate]) -> bool:
    """Whether a layer can be refused and leads neither to the cart nor to the checkout: it offers extras."""
    onward = any({"cart", "checkout"} & set(concepts_named(each.name)) for each in inside)
    return not onward and _answer(inside, ("refuse",)) is not None


def _kind(layer: Layer) -> tuple[str, str, tuple[str, ...]]:
    return next((kind for kind in KINDS if tells(kind[0], layer.text)), OTHER)


def _answer(inside: list[Candidate], answers: tuple[str, ...]) -> Candidate | None:
    for word in answers:
        for candidate in inside:
            if word in small_words(candidate.name) or word in small_words(candidate.title):
                return candidate
            if word == "dismiss" and len(candidate.name) <= 2 and any(mark in candidate.marks.lower() for mark in CLOSING_MARKS):
                return candidate
    return None
