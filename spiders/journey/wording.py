"""The words of layers, menus and small controls, which the lexicons of the shop's own things leave out."""

import tomllib
from functools import lru_cache
from pathlib import Path

from auditor.facts.words import folded, lexicon, named, read_term, stands

FILE = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
TERMS = {concept: tuple(map(read_term, terms)) for concept, terms in FILE["terms"].items()}
LABELS = lexicon(TERMS, FILE["filler"]["words"], {})


@lru_cache(maxsize=1 << 12)
def small_words(label: str) -> frozenset[str]:
    """What a short label is a name of: `refuse`, `accept`, `dismiss`, `menu` and so on."""
    return frozenset(named(LABELS, folded(label)) if len(label) <= 80 else {})


def tells(concept: str, text: str) -> bool:
    """Whether a text speaks of one of these concepts."""
    plain = folded(text)
    return any(term.text in plain and stands(term, plain) for term in TERMS[concept])


def behind(concept: str, text: str) -> str:
    """What stands in a text behind the last word of a concept; "" where it has none."""
    plain = text.lower()
    ends = [plain.rfind(term.written.lower()) + len(term.written) for term in TERMS[concept] if term.written.lower() in plain]
    return text[max(ends):] if ends else ""
