"""The boxes that a cart wants ticked before it lets a customer go on: terms to accept, and lines to take to the checkout."""

from collections.abc import Iterator

from auditor.facts.lexicon import says
from spiders.journey.sight import Candidate, Field, Look, Sight
from spiders.journey.trail import PRESS_MS, Trail
from spiders.journey.wording import tells


async def tick_what_it_waits_for(trail: Trail, seen: Look, button: Candidate) -> bool:
    """Ticks what keeps `button` from leading on, and whether there was anything. Each box is a click."""
    if seen.sight.payment_filled:
        return False
    boxes = list(_demanded(seen.sight, button))
    for box in boxes:
        element = await seen.element(box.place)
        await element.check(force=True, timeout=PRESS_MS)
        trail.clicks += 1
    return bool(boxes)


def _demanded(sight: Sight, button: Candidate) -> Iterator[Field]:
    """The boxes that its form requires; where it is disabled without one, the first line that can be ticked."""
    open_boxes = [field for field in sight.fields if _is_open_box(field)]
    demanded = [field for field in open_boxes if _stands_by(field, button) and (field.required or says("terms", field.label))]
    yield from demanded or (open_boxes[:1] if button.disabled else ())


def _is_open_box(field: Field) -> bool:
    ticked_by_hand = field.kind == "checkbox" and field.shown and not field.filled and not field.disabled
    return ticked_by_hand and field.region in ("main", "dialog") and not tells("newsletter", field.label)


def _stands_by(field: Field, button: Candidate) -> bool:
    return field.action == button.action if button.action else field.form == -1
