"""Chooses what a product asks for, as a customer does: the first of each that can be had, another where that leads nowhere."""

from collections.abc import Iterator

from msgspec import Struct

from auditor.core.records.journey import Stop
from auditor.facts.lexicon import says
from spiders.journey.ends import Detour
from spiders.journey.finders import ADD, Scored, rank
from spiders.journey.hands import pick
from spiders.journey.options import Option, Question, questions, sold_out
from spiders.journey.sight import Candidate, Look, Sight
from spiders.journey.trail import Trail
from spiders.journey.wording import small_words, tells

MOST_QUESTIONS = 6
FURTHER = 6
LONGEST_LINE = 120


class Chosen(Struct, frozen=True):
    """What was chosen, each with the question it answers, and the look at the page after it.

    `stuck` is the question of which nothing can be had with what was chosen before it.
    """

    seen: Look
    answers: dict[str, str]
    stuck: Question | None = None

    @property
    def told(self) -> tuple[str, ...]:
        """In the order of choosing: "M", "Blue"."""
        return tuple(self.answers.values())

    @property
    def ready(self) -> bool:
        """Whether all is answered and the button can be pressed."""
        button = button_of(self.seen.sight)
        return self.stuck is None and button is not None and not button.disabled and not sold_out(button.name)


def ways_to_buy(sight: Sight, layer: int | None = None) -> list[Scored]:
    """The buttons that put this page's own product into the cart, the best first; only those of a `layer` where one is given."""
    own = [each for each in rank(sight, ADD) if each.candidate.card is None]
    return own if layer is None else [each for each in own if each.candidate.layer == layer]


def button_of(sight: Sight) -> Candidate | None:
    """The product's own button, pressable or not yet."""
    return next((each.candidate for each in ways_to_buy(sight)), None)


async def choose(trail: Trail, seen: Look, product: str) -> Chosen:
    """Answers all that is asked before the product goes into the cart. A Detour says what cannot be had."""
    chosen = await _answer_all(trail, seen)
    if not chosen.ready:
        chosen = await _try_others(trail, chosen)
    button = button_of(chosen.seen.sight)
    if not chosen.ready and not chosen.stuck and button and button.disabled:
        again = await _answer_all(trail, chosen.seen, weak=True)
        chosen = Chosen(again.seen, chosen.answers | again.answers, again.stuck)
    if not chosen.ready:
        raise _nothing_helps(chosen, product)
    return chosen


def _asked(sight: Sight, layer: int | None = None, *, weak: bool = False) -> list[Question]:
    return questions(sight, None if layer is not None else button_of(sight), layer=layer, weak=weak)


async def _answer_all(trail: Trail, seen: Look, *, layer: int | None = None, weak: bool = False) -> Chosen:
    answers: dict[str, str] = {}
    for _ in range(MOST_QUESTIONS):
        asked = _asked(seen.sight, layer, weak=weak)
        question = next((each for each in asked if not each.answered and each.key not in answers), None)
        if question is None:
            break
        if not question.open:
            return Chosen(seen, answers, question)
        seen = await _take(trail, seen, question.open[0])
        answers[question.key] = question.open[0].text
    return Chosen(seen, answers)


async def _try_others(trail: Trail, chosen: Chosen) -> Chosen:
    """Further values of what can be chosen, the last question first, until the button lets itself be pressed."""
    tried = set(chosen.answers.items())
    for _ in range(FURTHER):
        following = next(_untried(chosen.seen.sight, tried), None)
        if following is None or chosen.ready:
            break
        question, option = following
        tried.add((question.key, option.text))
        again = await _answer_all(trail, await _take(trail, chosen.seen, option))
        chosen = Chosen(again.seen, {**chosen.answers, question.key: option.text, **again.answers}, again.stuck)
    return chosen


def _untried(sight: Sight, tried: set[tuple[str, str]]) -> Iterator[tuple[Question, Option]]:
    for question in reversed(_asked(sight)):
        for option in question.open:
            if not option.picked and (question.key, option.text) not in tried:
                yield question, option


async def _take(trail: Trail, seen: Look, option: Option) -> Look:
    if option.pressed:
        await trail.press(seen, option.pressed)
        trail.pressed.pop()
    else:
        await pick(trail, seen, option.place, option.value)
    return await trail.see()


def _none_open(sight: Sight, question: Question) -> str:
    button = button_of(sight)
    name = button.name if button else "the product"
    if button and not button.disabled:
        return f"{name} asks for {_a(question.called)}, and no {question.called} is in stock"
    return f"{name} stays disabled until {_a(question.called)} is chosen, and no {question.called} is in stock"


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeio" else f"a {word}"


def _nothing_helps(chosen: Chosen, product: str) -> Detour:
    sight = chosen.seen.sight
    button = button_of(sight)
    if chosen.stuck:
        with_it = " in any combination that was tried" if chosen.answers else ""
        return Detour(f"{_none_open(sight, chosen.stuck)}{with_it}", Stop.SHOP)
    tried = f" with {', '.join(chosen.told)} chosen" if chosen.answers else ""
    if button is None or sold_out(button.name):
        return Detour(f"{product} is sold out{' in every option that was tried' if tried else ''}", Stop.SHOP)
    return Detour(f"{button.name} stays disabled for {product}{tried}")


# ---- what a shop asks after the button was pressed


async def answer(trail: Trail, before: Sight, seen: Look) -> Chosen | None:
    """Answers what the shop asks once the button was pressed, and presses on; None where it asks nothing."""
    layer = _new_layer(before, seen.sight)
    if layer is None and not says_choose(before, seen.sight, trail.spoken):
        return None
    chosen = await _answer_all(trail, seen, layer=layer, weak=layer is None)
    if chosen.stuck:
        raise Detour(_none_open(chosen.seen.sight, chosen.stuck), Stop.SHOP)
    sight = chosen.seen.sight
    onward = button_of(sight) if layer is None else _confirming(sight, layer)
    if onward is None or onward.disabled or (layer is None and not chosen.answers):
        return None
    await trail.press(chosen.seen, onward)
    if layer is None:
        trail.pressed.pop()
    return chosen


def _new_layer(before: Sight, sight: Sight) -> int | None:
    """The layer that opened and holds a choice to be made with a button that confirms it; a cart that opened is none."""
    known = {layer.text for layer in before.layers}
    return next((
        place for place, layer in enumerate(sight.layers)
        if layer.text not in known and not says("checkout", layer.text) and _asked(sight, place) and _confirming(sight, place)
    ), None)


def _confirming(sight: Sight, layer: int) -> Candidate | None:
    adding = ways_to_buy(sight, layer)
    if adding:
        return adding[0].candidate
    return next((each for each in sight.shown if each.layer == layer and "confirm" in small_words(each.name)), None)


def says_choose(before: Sight, after: Sight, spoken: list[str]) -> str | None:
    """What asks to choose something now and did not before: a message, a new line of the page, or the browser's own box."""
    known = set(before.main_text.splitlines()) | set(before.alerts)
    new = (line for line in [*spoken, *after.alerts, *after.main_text.splitlines()] if line not in known)
    return next((line for line in new if len(line) < LONGEST_LINE and tells("choose", line)), None)
