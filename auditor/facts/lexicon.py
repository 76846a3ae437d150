"""The words by which shops name their things, in seven languages.

The words themselves are data: `lexicons/*.toml`. A concept is `privacy`, `cart`, `add_to_cart` and so on. `says` looks for a
concept anywhere in a text, `names` and `concepts_named` ask whether a short label IS the concept, `slug_concepts` reads
addresses, `clauses` reads policies. All of them take any text, never fail, and return in time linear to it.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from msgspec import Struct

from auditor.facts.remembering import remembered
from auditor.facts.words import LONGEST_LABEL, folded, joined, lexicon, named, normal, read_term, stands

__all__ = [
    "CONCEPTS", "LANGUAGES", "clause_pattern", "clauses", "concepts_named", "folded", "is_vague", "lexicon_language", "names",
    "normal", "payments_named", "said_in", "says", "slug_concepts", "spelt", "words_of_concepts",
]

LANGUAGES = ("en", "zh-hans", "zh-hant", "de", "fr", "es", "ja")
FOLDER = Path(__file__).parent / "lexicons"
CLAUSE_GAP = ".{0,200}?"
GAP = "\x01"
REGULAR = re.compile(r"[\x01()\[\]?*|\\]")
ROUTE_KEYS = frozenset({"route", "_route_", "rt", "main_page", "controller"})
EXTENSION = re.compile(r"\.(?:html?|php|aspx?|jsp|do|action)$")
SLUG_JOINTS = re.compile(r"[-_.+~\s]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def read(name: str) -> dict:
    """A lexicon file by its name."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


FILES = {language: read(language) for language in LANGUAGES}
CONCEPTS = tuple(FILES["en"]["terms"])
SLUGS = read("slugs")
PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789")
APART = bytes(octet if octet in PLAIN else 0x20 for octet in range(0x100))
FIRST = re.compile(r"[a-z0-9]*")
# Each spelling with the run of plain letters that it begins with, which `runs` of whatever text it stands in hold.
PAYMENTS = {name: tuple((FIRST.match(each)[0].encode(), each) for each in map(folded, names))
            for name, names in read("payments")["methods"].items()}
FRIENDS = {concept: tuple(map(read_term, terms)) for concept, terms in read("false_friends")["terms"].items()}
TERMS = {
    concept: tuple(read_term(each) for file in FILES.values() for each in file["terms"].get(concept, ()))
    for concept in CONCEPTS
}
VAGUE = frozenset(folded(text) for file in FILES.values() for text in file["vague"]["texts"])

LABELS = lexicon(TERMS, [word for file in FILES.values() for word in file["filler"]["words"]], FRIENDS)
ADDRESSES = lexicon(
    {concept: tuple(read_term(f"~{each}") for each in terms) for concept, terms in SLUGS["terms"].items()},
    SLUGS["filler"]["words"],
    {},
)


@remembered(1 << 14)
def _label_concepts(label: str) -> dict[str, str]:
    return named(LABELS, folded(label)) if len(label) <= LONGEST_LABEL else {}


def concepts_named(label: str) -> tuple[str, ...]:
    """The concepts that a label (the words of a link or button) is a name of, in the order in which it names them."""
    return tuple(_label_concepts(label))


def names(concept: str, label: str) -> str | None:
    """The term by which `label` names the concept; None where it only contains the word ("Privacy screen protector")."""
    return _label_concepts(label).get(concept)


def says(concept: str, text: str) -> str | None:
    """The first term of the concept, of any language, that stands in `text`; false friends do not count."""
    plain = folded(text)
    for friend in FRIENDS.get(concept, ()):
        if friend.text in plain and stands(friend, plain):
            plain = plain.replace(friend.text, " | ")
    for term in TERMS.get(concept, ()):
        if term.pattern is not None:
            if term.pattern.search(plain):
                return term.written
        elif term.text in plain and stands(term, plain):
            return term.written
    return None


def words_of_concepts(*concepts: str) -> tuple[str, ...]:
    """Folded words of which a text that says one of the concepts has at least one: to pass over the others quickly."""
    longest = {max(term.text.split("\x01"), key=len).strip() for concept in concepts for term in TERMS[concept]}
    words = {max(text.split(), key=len) if text.isascii() else text for text in longest}
    return tuple(sorted(word for word in words if not any(other in word for other in words if other != word)))


def said_in(concept: str, term: str, language: str) -> bool:
    """Whether a term is one of this language or of English; of any where the language has no lexicon."""
    known = lexicon_language(language)
    asked = ("en", known) if known else LANGUAGES
    return any(term in (each.lstrip("~!") for each in FILES[name]["terms"].get(concept, ())) for name in asked)


@lru_cache(maxsize=1 << 14)
def _segment_concepts(segment: str) -> tuple[str, ...]:
    words = folded(SLUG_JOINTS.sub(" ", CAMEL.sub(" ", EXTENSION.sub("", unquote(segment, errors="replace")))))
    if len(words) > LONGEST_LABEL:
        return ()
    found = tuple(named(ADDRESSES, words)) or tuple(named(ADDRESSES, words.replace(" ", "")))
    return found or (() if words.isascii() else concepts_named(words))


def slug_concepts(path: str) -> tuple[str, ...]:
    """The concepts that the segments of a path are names of, the last segment first.

    Where a query follows (`?route=`, `?main_page=`), shops that keep their routes there are read as well.
    """
    path, _, query = path.partition("?")
    routes = [value for key, value in parse_qsl(query) if key in ROUTE_KEYS] if query else []
    segments = [segment for part in (*reversed(routes), path) for segment in reversed(part.split("/")) if segment]
    return tuple(dict.fromkeys(concept for segment in segments for concept in _segment_concepts(segment)))


class Clause(Struct, frozen=True):
    """What tells that a text has a clause: plain beginnings of words, and patterns with gaps."""

    plain: tuple[str, ...]
    pattern: re.Pattern[str]
    has_words: bool

    def search(self, text: str) -> bool:
        """Whether one of them stands in a folded text."""
        if any(_begins(each, text, self.has_words) for each in self.plain):
            return True
        return self.pattern.search(text) is not None


def _begins(start: str, text: str, has_words: bool) -> bool:
    at = text.find(start)
    while at >= 0:
        if not (has_words and joined(text, at)):
            return True
        at = text.find(start, at + 1)
    return False


def clause_pattern(entries: list[str], language: str) -> Clause:
    """The entries of a clause made ready: `…` is a gap of up to 200 characters, the rest plain text or regular expressions."""
    has_words = language not in ("zh-hans", "zh-hant", "ja")
    edge = r"(?<![^\W_])" if has_words else ""
    listed = [folded(entry.replace("…", GAP)) for entry in entries]
    plain = tuple(entry for entry in listed if not REGULAR.search(entry))
    gapped = "|".join(edge + entry.replace(GAP, CLAUSE_GAP + edge) for entry in listed if REGULAR.search(entry))
    return Clause(plain, re.compile(gapped or "(?!)", re.DOTALL), has_words)


CLAUSES = {
    language: {clause: clause_pattern(entries, language) for clause, entries in file["clauses"].items()}
    for language, file in FILES.items()
}


def lexicon_language(language: str) -> str | None:
    """The lexicon of a language tag: `en-GB` is "en", `zh-TW` "zh-hant", `zh` "zh-hans"; None where there is none."""
    code = language.casefold().replace("_", "-")
    if code.startswith("zh"):
        return "zh-hant" if re.search(r"-(?:hant|tw|hk|mo)\b", code) else "zh-hans"
    first = code.split("-")[0]
    return first if first in LANGUAGES else None


def clauses(text: str, language: str | None = None) -> frozenset[str]:
    """The clauses of a policy that `text` contains: email_secrecy, orders, aggregation, purpose, recipients and so on."""
    plain = folded(text)
    known = lexicon_language(language) if language else None
    asked = (known,) if known else LANGUAGES
    return frozenset(
        clause for name in asked for clause, pattern in CLAUSES[name].items() if pattern.search(plain)
    )


@remembered(1 << 12, longest=100)
def is_vague(label: str) -> bool:
    """Whether the words of a link tell nothing of where it leads ("click here", "mehr", "点击这里")."""
    return folded(label).strip(" .…»›>→:!") in VAGUE


def payments_named(*texts: str) -> tuple[str, ...]:
    """The payment methods that texts name, by their ids in `lexicons/payments.toml`."""
    plain = " | ".join(map(folded, texts))
    known = runs(plain)
    return tuple(method for method, written in PAYMENTS.items()
                 if any(first in known and spelt(each, plain) for first, each in written))


def runs(text: str) -> set[bytes]:
    """The whole runs of plain Latin letters and digits in a folded text, and the empty one."""
    return {b"", *text.encode("utf-8", "replace").translate(APART).split()}


def spelt(words: str, text: str) -> bool:
    """Whether folded words stand in a folded text, and not as a part of longer ones."""
    start = text.find(words)
    while start >= 0:
        if not joined(text, start) and not joined(text, start + len(words)):
            return True
        start = text.find(words, start + 1)
    return False
