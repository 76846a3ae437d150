"""The words the shop is written in. Sentences are drawn so that texts of two products share next to no run of letters."""

import tomllib
from pathlib import Path
from random import Random

WORDS = {kind: tuple(words.split()) for kind, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text()).items()}
DEPARTMENTS, STYLES, LINES = WORDS["departments"], WORDS["styles"], WORDS["lines"]
GLAZES, MOTIFS = WORDS["glazes"], WORDS["motifs"]
ADJECTIVES, NOUNS, VERBS, PLACES = WORDS["adjectives"], WORDS["nouns"], WORDS["verbs"], WORDS["places"]
MONTHS, REVIEWERS = WORDS["months"], WORDS["reviewers"]
PARTICULARS = ("Height", "Width", "Depth", "Weight", "Volume", "Wall thickness", "Foot ring", "Firings", "Kiln shelf", "Batch")


def sentence(random: Random) -> str:
    """One English sentence of 12 to 17 words."""
    adjective, noun, verb, place, month = (random.choice(words) for words in (ADJECTIVES, NOUNS, VERBS, PLACES, MONTHS))
    other, thing, last, end = random.choice(ADJECTIVES), random.choice(NOUNS), random.choice(ADJECTIVES), random.choice(NOUNS)
    return random.choice((
        f"Its {adjective} {noun} {verb} the {other} {thing} {place} a {last} {end}.",
        f"In {month} the {adjective} {noun} {verb} every {other} {thing}, {place} our {last} {end}.",
        f"We set a {adjective} {noun} {place} the {other} {thing}, and it {verb} the {last} {end}.",
        f"Whoever {verb} the {adjective} {noun} will find a {other} {thing} {place} some {last} {end}.",
        f"This {noun} is {adjective} and {other}: it {verb} one {thing} {place} that {last} {end}.",
    ))


def paragraph(random: Random, sentences: int) -> str:
    """Sentences in a row."""
    return " ".join(sentence(random) for _ in range(sentences))
