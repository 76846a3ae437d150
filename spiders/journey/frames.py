"""What stands in a page's frames is part of what a customer sees: carts and forms that come from the same shop."""

from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace
from playwright.async_api import Error, Page

from auditor.core.records.browser import Box
from spiders.journey.finders import same_shop
from spiders.journey.sight import PLACES_A_FRAME, Candidate, Field, Framed, Look, Price, look

MOST = 6
NO_MAIN = frozenset({"footer", "header", "nav"})


async def look_into(page: Page) -> Look:
    """Reads the page as it stands, with those of its frames that can be seen and are the shop's own."""
    seen = await look(page)
    for framed in seen.sight.frames[:MOST]:
        with suppress(Error):  # a frame that went away under our eyes
            frame = await (await seen.element(framed.place)).content_frame()
            if frame and same_shop(frame.url, page.url):
                seen = joined(seen, framed, await look(frame))
    return seen


def joined(seen: Look, framed: Framed, inside: Look) -> Look:
    """The page with what its frame shows, as though it stood there without one. What lies over the frame alone is not told."""
    sight, inner = seen.sight, inside.sight
    shift = Shift(framed, PLACES_A_FRAME * (1 + len(seen.inner)), len(sight.cards), len(sight.groups))
    layers = list(sight.layers)
    if framed.layer is not None:
        layers[framed.layer] = replace(layers[framed.layer], text=f"{layers[framed.layer].text}\n{inner.text}",
                                       lines=f"{layers[framed.layer].lines}\n{inner.text}")
    main_text = sight.main_text if framed.region in NO_MAIN else f"{sight.main_text}\n{inner.text}"
    return Look(replace(
        sight, text=f"{sight.text}\n{inner.text}", main_text=main_text, layers=tuple(layers), alerts=sight.alerts + inner.alerts,
        groups=sight.groups + inner.groups,
        cards=sight.cards + tuple(replace(card, place=card.place + shift.cards) for card in inner.cards),
        candidates=sight.candidates + tuple(map(shift.candidate, inner.candidates)),
        fields=sight.fields + tuple(map(shift.field, inner.fields)), prices=sight.prices + tuple(map(shift.price, inner.prices)),
        heading=sight.heading or inner.heading, stages=sight.stages or inner.stages,
        images=sight.images + inner.images, pictures=sight.pictures + inner.pictures,
    ), seen.hold, (*seen.inner, inside.hold))


class Shift(Struct, frozen=True):
    """How what a frame tells is told of the whole page: `places`, `cards` and `groups` are counted on from there."""

    framed: Framed
    places: int
    cards: int
    groups: int

    def candidate(self, it: Candidate) -> Candidate:
        group = None if it.group is None else it.group + self.groups
        box = self._box(it.box)
        return replace(it, place=it.place + self.places, layer=self.framed.layer, box=box, group=group, **self._standing(it))

    def field(self, it: Field) -> Field:
        form = it.form if it.form < 0 else it.form + self.places
        box = self._box(it.box)
        return replace(it, place=it.place + self.places, layer=self.framed.layer, form=form, box=box, **self._standing(it))

    def price(self, it: Price) -> Price:
        return replace(it, box=self._box(it.box), **self._standing(it))

    def _standing(self, it: Candidate | Field | Price) -> dict:
        region = it.region if self.framed.region == "main" else self.framed.region
        return {"region": region, "card": None if it.card is None else it.card + self.cards}

    def _box(self, box: Box) -> Box:
        return Box(box.x + self.framed.box.x, box.y + self.framed.box.y, box.width, box.height)
