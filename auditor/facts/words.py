"""How words are compared and found: folding of texts, terms with their marks, and labels that name a concept.

Scripts that put no blanks between words (CJK) are matched anywhere, others only at the edges of words.
"""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from auditor.facts.remembering import remembered

LONGEST_LABEL = 160
GAP = ".{1,60}?"
EXTRA_WORDS = 6
EXTRA_CHARACTERS = 8
ROOMY = {"add_to_cart": 24, "free_shipping": 10, "empty_cart": 14, "no_results": 14, "not_found": 14}
INVISIBLE = ("\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\u2060")
HYPHENS = ("-", "‐", "‑", "‒")
APOSTROPHES = ("’", "‘", "´", "`")
ACCENTS = re.compile("[\u0300-\u036f]")
CJK_FROM = "\u2e80"
KATAKANA = re.compile("[\u30a0-\u30ff]{1,5}")
TOKEN = re.compile(r"[\u2e80-\uffff]|[^\W_\u2e80-\uffff]+(?:['&.][^\W_\u2e80-\uffff]+)*")
LATIN_WORD = re.compile(r"[^\W_\u2e80-\uffff]+")
COUNT = re.compile(r"\d[\w.,]*|gbp|usd|eur|cad|aud|jpy|cny|rmb|twd|nt|hkd|chf|us|hk")


def normal(text: str) -> str:
    """`text` for comparing: NFKC, case folded, runs of white space as one blank."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@remembered(256)
@lru_cache(maxsize=4)  # several checks ask for the long texts of one page
def folded(text: str) -> str:
    """`normal`, and without accents, hyphens and what cannot be seen: the form in which words are looked for."""
    for mark in INVISIBLE:
        text = text.replace(mark, "")
    text = unicodedata.normalize("NFKC", text)
    for mark in HYPHENS:
        text = text.replace(mark, " ")
    for mark in APOSTROPHES:
        text = text.replace(mark, "'")
    text = " ".join(text.casefold().split())
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", text)))


@lru_cache(maxsize=4)
def caseless(text: str) -> str:
    """`text` so that a plain word in lower case stands in it wherever a pattern that ignores case matches that word."""
    return text.casefold().replace("i\u0307", "i").replace("ı", "i")


class Wordings(Struct, frozen=True):
    """Patterns that ignore case, each by a plain word in lower case that stands in all it matches and is looked for first."""

    patterns: dict[str, re.Pattern[str]]

    def stand_in(self, text: str) -> bool:
        """Whether one of them matches in a text."""
        plain = caseless(text)
        return any(word in plain and pattern.search(text) for word, pattern in self.patterns.items())


def wordings(patterns: dict[str, str], *texts: str) -> Wordings:
    """Wordings of patterns by their plain words, and of texts that are plain themselves."""
    every = {**patterns, **{text: re.escape(text) for text in texts}}
    return Wordings({word: re.compile(pattern, re.I) for word, pattern in every.items()})


class Term(Struct, frozen=True):
    """One way to say a concept. `alone`: a label must say nothing else beside it. `pattern` where there is a gap in it."""

    written: str
    text: str
    alone: bool
    stem: bool = False
    pattern: re.Pattern[str] | None = None


class Hit(Struct, frozen=True):
    """Where in a label a term stands, and what it stands for (nothing, where it is a false friend)."""

    start: int
    end: int
    term: Term
    concepts: tuple[str, ...]


def _is_short(text: str) -> bool:
    if text[-1] < CJK_FROM:
        return " " not in text
    return len(text) <= 3 or KATAKANA.fullmatch(text) is not None


def read_term(written: str) -> Term:
    """A term as the lexicon files write it: `~` alone, `!` never alone, `…` a gap, `*` an open end."""
    bare = written.lstrip("~!")
    text = folded(bare.replace("…", "\x01").rstrip("*"))
    pattern = re.compile(re.escape(text).replace("\x01", GAP)) if "\x01" in text else None
    alone = written.startswith("~") or (not written.startswith("!") and _is_short(text))
    return Term(bare, text, alone, bare.endswith("*"), pattern)


Terms = dict[str, tuple[Term, ...]]
Index = dict[str, list[tuple[Term, tuple[str, ...]]]]


class Lexicon(Struct, frozen=True):
    """Terms by their first word (CJK: character), longest first, and the words that may stand beside them."""

    index: Index
    filler: frozenset[str]
    cjk_filler: re.Pattern[str]


def _index(terms: Terms, friends: Terms) -> Index:
    meanings: dict[str, tuple[Term, tuple[str, ...]]] = {}
    for concept, listed in terms.items():
        for term in listed:
            known, concepts = meanings.get(term.text, (term, ()))
            meanings[term.text] = (term if known.alone else known, tuple(dict.fromkeys((*concepts, concept))))
    for term in (term for listed in friends.values() for term in listed):
        meanings.setdefault(term.text, (term, ()))
    index: Index = {}
    for text, meaning in sorted(meanings.items(), key=lambda item: -len(item[0])):
        first = TOKEN.search(text)
        index.setdefault(first.group() if first else text, []).append(meaning)
    return index


def lexicon(terms: Terms, filler: list[str], friends: Terms) -> Lexicon:
    """A lexicon of the terms of concepts; a term of `friends` looks like one and stands for nothing."""
    words = sorted({folded(word) for word in filler}, key=len, reverse=True)
    cjk = [re.escape(word) for word in words if word[0] >= CJK_FROM or word == "・"]
    return Lexicon(_index(terms, friends), frozenset(words), re.compile("|".join(cjk) or "(?!)"))


def joined(text: str, at: int) -> bool:
    """Whether the characters on both sides of `at` belong to one word of a script that has words."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and before < CJK_FROM and after < CJK_FROM


def _end(term: Term, text: str, start: int) -> int | None:
    if term.pattern is not None:
        found = term.pattern.match(text, start)
        end = found.end() if found else None
    else:
        end = start + len(term.text) if text.startswith(term.text, start) else None
    return None if end is None or (joined(text, end) and not term.stem) else end


def _longest(lexicon: Lexicon, text: str, token: re.Match[str]) -> Hit | None:
    for term, concepts in lexicon.index.get(token.group(), ()):
        end = _end(term, text, token.start())
        if end is not None:
            return Hit(token.start(), end, term, concepts)
    return None


def _hits(lexicon: Lexicon, label: str) -> list[Hit]:
    """The terms in a label, in its order; of two that overlap the longer one ("cart is empty", not "your cart")."""
    found = (_longest(lexicon, label, token) for token in TOKEN.finditer(label))
    kept: list[Hit] = []
    for hit in sorted((each for each in found if each), key=lambda hit: hit.start - hit.end):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _rest(lexicon: Lexicon, label: str, hits: list[Hit]) -> tuple[int, int]:
    """How many words and CJK characters of `label` are neither a concept nor filler."""
    left, at = [], 0
    for hit in hits:
        if hit.concepts:
            left.append(label[at:hit.start])
            at = hit.end
    rest = lexicon.cjk_filler.sub(" ", " ".join([*left, label[at:]]))
    words = [word for word in LATIN_WORD.findall(rest) if word not in lexicon.filler and not COUNT.fullmatch(word)]
    return len(words), sum(char.isalpha() and char >= CJK_FROM for char in rest)


def _allows(hit: Hit, concept: str, words: int, characters: int) -> bool:
    if hit.term.alone:
        return not words and not characters
    return words <= ROOMY.get(concept, EXTRA_WORDS) and characters <= ROOMY.get(concept, EXTRA_CHARACTERS)


def named(lexicon: Lexicon, label: str) -> dict[str, str]:
    """The concepts that a folded label is a name of, each with its term, in the order of the label."""
    if not label:
        return {}
    whole = next(((t, found) for t, found in lexicon.index.get(label, ()) if t.text == label), None)
    if whole is not None:
        return dict.fromkeys(whole[1], whole[0].written)
    if lexicon.index.keys().isdisjoint(TOKEN.findall(label)):
        return {}
    hits = _hits(lexicon, label)
    if not any(hit.concepts for hit in hits):
        return {}
    words, characters = _rest(lexicon, label, hits)
    answer: dict[str, str] = {}
    for hit in hits:
        for concept in hit.concepts:
            if _allows(hit, concept, words, characters):
                answer.setdefault(concept, hit.term.written)
    return answer


def stands(term: Term, text: str) -> bool:
    """Whether the term stands in a folded text, as a word of its own where its script has words."""
    start = text.find(term.text)
    while start >= 0:
        if not joined(text, start) and (term.stem or not joined(text, start + len(term.text))):
            return True
        start = text.find(term.text, start + 1)
    return False
