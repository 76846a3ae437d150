"""The choices that a product asks for: selects, radio buttons, and whatever is pressed to be chosen (swatches, pills, grids)."""

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from auditor.facts.lexicon import concepts_named, says
from spiders.journey.guard import refusal
from spiders.journey.sight import Candidate, Field, Group, Sight
from spiders.journey.wording import small_words, tells

MARKED = re.compile(
    r"swatch|variant|variation|(?:^|[\s_-])(?:options?|sku|spec|size|sizes|colou?rs?|attributes?|farbe|taille|talla)(?:$|[\s_-])",
    re.I,
)
OTHERWISE_MARKED = re.compile(
    r"thumb|gallery|carousel|slick|swiper|(?:^|[\s_-])(?:dots?|tabs?|rating|stars?|share|quantity|qty)(?:$|[\s_-])", re.I
)
LONGEST_NAME = 40
NEAR_PX = 900
KINDS = (("size", "size"), ("colour", "colour"))


class Option(Struct, frozen=True):
    """One value on offer. `place` finds it (or its select), `value` is the entry of a select, `pressed` what is no field."""

    text: str
    place: int
    open: bool
    picked: bool = False
    value: str | None = None
    pressed: Candidate | None = None


class Question(Struct, frozen=True):
    """What has to be chosen, of which options. `key` finds the same question in a later look."""

    key: str
    label: str
    options: tuple[Option, ...]

    @property
    def answered(self) -> bool:
        """Whether something that can be had is chosen."""
        return any(option.picked and option.open for option in self.options)

    @property
    def open(self) -> tuple[Option, ...]:
        """What can still be chosen."""
        return tuple(option for option in self.options if option.open)

    @property
    def called(self) -> str:
        """What it asks for, in a word: a size, a colour, or its own label."""
        words = small_words(self.label)
        return next((name for kind, name in KINDS if kind in words), f"option ({self.label})" if self.label else "option")


def questions(sight: Sight, button: Candidate | None = None, *, layer: int | None = None, weak: bool = False) -> list[Question]:
    """What a product asks for before `button` puts it into the cart, or what a `layer` asks for, in the order of the page.

    `weak` takes also what is not plainly an option: for a shop that says that something is still to be chosen.
    """
    fields = [field for field in sight.fields if _belongs(field, button, layer) and (field.shown or weak)]
    asked = [*_selects(fields), *_radios(fields), *_pressed(sight, button, layer, weak)]
    places = {question.key: _first_place(sight, question) for question in asked}
    return sorted(asked, key=lambda question: places[question.key])


def _first_place(sight: Sight, question: Question) -> float:
    first = question.options[0]
    if first.pressed:
        return first.pressed.box.y
    return next((field.box.y for field in sight.fields if field.place == first.place), 0)


def _selects(fields: list[Field]) -> Iterator[Question]:
    for field in fields:
        entries = [entry for entry in field.options if entry.value and not is_prompt(entry.text)]
        counts = all(entry.text.isdigit() for entry in entries) and len(entries) == len(field.options)
        if entries and not counts:
            options = (Option(entry.text, field.place, not (entry.disabled or sold_out(entry.text)), entry.selected, entry.value)
                       for entry in entries)
            yield Question(f"select {field.name or field.label}", short(field.label), tuple(options))


def _radios(fields: list[Field]) -> Iterator[Question]:
    radios = sorted((field for field in fields if field.kind == "radio"), key=lambda field: field.name)
    for name, members in groupby(radios, key=lambda field: field.name):
        together = list(members)
        options = (Option(each.label, each.place, not (each.closed or sold_out(each.label)), each.filled) for each in together)
        yield Question(f"radio {name}", short(together[0].group), tuple(options))


def _pressed(sight: Sight, button: Candidate | None, layer: int | None, weak: bool) -> Iterator[Question]:
    for place, group in enumerate(sight.groups):
        members = [each for each in sight.shown if each.group == place and _could_be_option(each, button, layer, sight)]
        plainly = any(each.role == "radio" for each in members) or _is_marked(group, members)
        among = " ".join([group.marks, *(each.marks for each in members)])
        if not members or OTHERWISE_MARKED.search(among) or not (plainly or (weak and len(members) > 1)):
            continue
        options = (Option(_words(each), each.place, _can_be_had(each), each.picked, pressed=each) for each in members)
        yield Question(f"pressed {short(group.label)} {members[0].tag}", short(group.label), tuple(options))


def _is_marked(group: Group, members: list[Candidate]) -> bool:
    """Whether its words or its marks, or those of all of its members, are those of an option."""
    marked = MARKED.search(group.marks) or all(MARKED.search(each.marks) for each in members)
    return bool(marked) or "option" in small_words(short(group.label))


def _could_be_option(candidate: Candidate, button: Candidate | None, layer: int | None, sight: Sight) -> bool:
    words = _words(candidate)
    if not _in_scope(candidate.layer, button, layer) or candidate.role == "tab":
        return False
    if len(words) > LONGEST_NAME or not any(map(str.isalnum, words)):
        return False
    if button and (candidate.place == button.place or not _near(candidate.box.y, button)):
        return False
    named = {*concepts_named(candidate.name), *concepts_named(candidate.title)} - {"sold_out", "in_stock"}
    return not named and not small_words(candidate.name) & {"menu", "dismiss", "confirm"} and refusal(candidate, sight) is None


def _can_be_had(candidate: Candidate) -> bool:
    return not (candidate.disabled or candidate.closed or sold_out(f"{candidate.name} {candidate.title}"))


def _words(candidate: Candidate) -> str:
    return candidate.name or candidate.title or candidate.value


def short(label: str) -> str:
    """The words of a label without the choice that stands behind them ("Size: M")."""
    return re.split(r"[:：*]", label)[0].strip()


def sold_out(text: str) -> bool:
    """Whether an option says of itself that it is not to be had."""
    return bool(says("sold_out", text))


def is_prompt(text: str) -> bool:
    """Whether an entry of a select only asks to choose."""
    return not any(map(str.isalnum, text)) or tells("choose", text)


def _in_scope(stands_in: int | None, button: Candidate | None, layer: int | None) -> bool:
    """Whether it stands in the layer that is asked for, or else in the page or where the button stands."""
    return stands_in == layer or (layer is None and button is not None and stands_in == button.layer)


def _near(y: float, button: Candidate) -> bool:
    """Whether it belongs to the button by its place on the page; a button in a layer moves with the window."""
    return button.layer is not None or abs(y - button.box.y) < NEAR_PX


def _belongs(field: Field, button: Candidate | None, layer: int | None) -> bool:
    if field.card is not None or not _in_scope(field.layer, button, layer) or (field.disabled and field.kind != "radio"):
        return False
    if layer is not None:
        return True
    if field.form != -1 and button and button.action:
        return field.action == button.action
    beside = button is None or (field.box.y < button.box.y + button.box.height and _near(field.box.y, button))
    return field.region in ("main", "dialog") and (field.form == -1 or beside)
