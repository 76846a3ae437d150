"""The choices that a product asks for before it goes into the cart: the first one on offer is taken."""

from spiders.journey.sight import Candidate, Choice, Field, Look
from spiders.journey.trail import Trail


async def choose_options(trail: Trail, seen: Look, button: Candidate) -> list[str]:
    """Fills what is still open in the button's own form and answers what was chosen; each choice is a click."""
    chosen = []
    for field in _open_choices(seen, button):
        element = await seen.element(field.place)
        if field.kind == "radio":
            await element.check(force=True)
            chosen.append(field.label)
        else:
            option = _first_option(field)
            await element.select_option(value=option.value)
            chosen.append(option.text)
        trail.clicks += 1
    return chosen


def _open_choices(seen: Look, button: Candidate) -> list[Field]:
    fields = [field for field in seen.sight.fields if _belongs(field, button)]
    selects = [field for field in fields if not field.filled and _first_option(field)]
    settled = {field.name for field in fields if field.kind == "radio" and field.filled}
    radios: dict[str, Field] = {}
    for field in fields:
        if field.kind == "radio" and field.name not in settled:
            radios.setdefault(field.name, field)
    return [*selects, *radios.values()]


def _first_option(field: Field) -> Choice | None:
    return next((each for each in field.options if each.value and not each.disabled), None)


def _belongs(field: Field, button: Candidate) -> bool:
    if not field.shown or field.disabled or field.card is not None:
        return False
    return field.action == button.action if button.action else field.region == "main"
