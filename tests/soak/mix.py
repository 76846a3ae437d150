"""A shop of any number of pages, made as they are asked for: most are sound, the others misbehave, each kind in turn."""

from collections.abc import Iterator
from random import Random

from msgspec import Struct

from tests.soak.kinds import KINDS, Kind

SYLLABLES = [one + other for one in "bdfgklmn" for other in "aeiou"]
LETTERS = 4
NAMES = len(SYLLABLES) ** LETTERS
SCATTER = 1_234_567  # numbers that are neighbours get names that are not alike
GATHER = pow(SCATTER, -1, NAMES)
SECTIONS = ("lamps", "kettles", "chairs", "tables", "clocks", "mirrors", "shelves", "carpets", "blankets", "vases", "bowls")
WORDS = ("quiet", "oak", "brass", "linen", "tall", "round", "woven", "glazed", "light", "folding", "heavy", "plain", "dark",
         "polished", "small", "wide", "soft", "clear", "warm", "northern", "old", "new", "striped", "handmade", "sturdy")


class Mix(Struct, frozen=True):
    """`pages` numbered from 0, the home page; one in `every` misbehaves. Whatever a page is follows from its number and the seed."""

    pages: int
    seed: int = 1
    every: int = 50
    kinds: tuple[str, ...] = tuple(KINDS)

    @property
    def turns(self) -> tuple[str, ...]:
        """The kinds, in the order in which pages take them."""
        return tuple(Random(self.seed).sample(self.kinds, len(self.kinds)))

    def is_ill(self, number: int) -> bool:
        """Whether a page misbehaves."""
        return number % self.every == self.every - 1

    def kind_name(self, number: int) -> str:
        """The kind of a page that misbehaves."""
        turns = self.turns
        return turns[number // self.every % len(turns)]

    def ills(self) -> Iterator[tuple[int, str, Kind]]:
        """Every page that misbehaves, with its kind and that kind's name."""
        turns = self.turns
        for number in range(self.every - 1, self.pages, self.every):
            name = turns[number // self.every % len(turns)]
            yield number, name, KINDS[name]

    def sound(self) -> Iterator[int]:
        """Every page that does not."""
        return (number for number in range(self.pages) if not self.is_ill(number))

    def links(self, number: int) -> Iterator[int]:
        """What a page leads to, so that clicks lead from home to each: to a page that misbehaves, and to what that would lead to."""
        for child in range(3 * number + 1, 3 * number + 4):
            if child < self.pages:
                yield child
                yield from self.links(child) if self.is_ill(child) else ()

    def is_gone(self, number: int) -> bool:
        """Whether a sound page links to one that is gone."""
        return number % 97 == 5 and not self.is_ill(number)

    def is_sent_on(self, number: int) -> bool:
        """Whether a sound page is also linked to by an address that sends on to it."""
        return number % 31 == 3 and not self.is_ill(number)

    def is_moody(self, number: int) -> bool:
        """Whether a sound page is too busy to answer when it is asked for first."""
        return number % 211 == 7 and not self.is_ill(number)

    def is_listed(self, number: int) -> bool:
        """Whether the sitemap names a page."""
        return number % 10 != 4


def name_of(number: int) -> str:
    scattered, name = number * SCATTER % NAMES, ""
    for _ in range(LETTERS):
        scattered, syllable = divmod(scattered, len(SYLLABLES))
        name += SYLLABLES[syllable]
    return name


def number_of(name: str) -> int | None:
    """The number of a name, None where it is none."""
    syllables = [name[place:place + 2] for place in range(0, 2 * LETTERS, 2)]
    if len(name) != 2 * LETTERS or not set(syllables) <= set(SYLLABLES):
        return None
    scattered = sum(SYLLABLES.index(syllable) * len(SYLLABLES) ** place for place, syllable in enumerate(syllables))
    return scattered * GATHER % NAMES


def path_of(number: int) -> str:
    return f"/{SECTIONS[number % len(SECTIONS)]}/{name_of(number)}" if number else "/"


def title_of(number: int) -> str:
    chance = Random(number)
    return " ".join([*chance.sample(WORDS, 2), SECTIONS[number % len(SECTIONS)], name_of(number)]).capitalize()
