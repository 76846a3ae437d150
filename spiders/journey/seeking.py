"""What a customer types to find a product: words of its name, its number, a slip of the finger, and nonsense."""

import re
from itertools import pairwise

from auditor.facts.words import folded
from spiders.journey.wording import FILE

MOST_WORDS = 3
CJK_LONGEST = 4
SHORTEST_MISSPELT = 5
NONSENSE = "qxzvkwtf"
WORD = re.compile(r"[^\W\d_\u2e80-\uffff]{2,}(?:['’-][^\W\d_]+)*")
RUN = re.compile(r"[\u4e00-\u9fff々]{2,}|[\u30a1-\u30fa\u30fc]{2,}|[\u3041-\u3096]{2,}")
HAN_FROM = "\u4e00"
SMALL = frozenset(folded(word) for word in FILE["small"]["words"])
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {letter: beside for row in ROWS for letter, beside in pairwise(f"{row}{row[-2]}")}


def telling_words(name: str) -> str:
    """The most telling words of a product's name, as they stand together in it; up to four characters where words have no blanks.

    >>> telling_words("The Harbour Storm Lantern, 20 cm")
    'Harbour Storm Lantern'
    """
    if run := max(RUN.findall(name), key=len, default=""):
        return run[-CJK_LONGEST:] if run[0] >= HAN_FROM else run[:CJK_LONGEST]
    return max(_together(name), key=len, default=name.strip())


def _together(name: str) -> list[str]:
    """Up to three telling words with nothing but blanks between them, beginning with each."""
    words = list(WORD.finditer(name))
    return [name[word.start():_end(name, words[at:at + MOST_WORDS])] for at, word in enumerate(words) if not _is_small(word)]


def _end(name: str, words: list[re.Match[str]]) -> int:
    end = words[0].end()
    for one, other in pairwise(words):
        if _is_small(other) or name[one.end():other.start()].strip():
            break
        end = other.end()
    return end


def _is_small(word: re.Match[str]) -> bool:
    return folded(word[0]) in SMALL


def misspelt(words: str) -> str | None:
    """The same with one letter wrong in its longest word; None where no word is long enough for a slip to be told."""
    longest = max(words.split(), key=len, default="")
    at = len(longest) // 2
    wrong = BESIDE.get(longest[at].lower()) if len(longest) >= SHORTEST_MISSPELT else None
    return words.replace(longest, longest[:at] + wrong + longest[at + 1:], 1) if wrong else None


def queries(name: str, number: str | None) -> list[tuple[str, str]]:
    """Kinds and words of what is typed, in this order: name, number, typo, nonsense."""
    words = telling_words(name)
    asked = [("name", words), ("number", number), ("typo", misspelt(words)), ("nonsense", NONSENSE)]
    return [(kind, each) for kind, each in asked if each]
