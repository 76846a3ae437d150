"""No pattern of the tree takes more than its text's length of time: not the square of it, nor worse."""

import pytest

from spiders.spelling import NAMES
from tests.fuzz.limits import TooLongError, within
from tests.fuzz.patterns import ANCHORED, PACKAGES, Use, attacks, uses

LENGTH = 10_000
SECONDS = 0.1  # of the processor's time; a pattern that looks at each letter a few times takes a hundredth of it
FROM_THE_START = {pattern for _, pattern in NAMES}  # tables whose patterns are asked by `fullmatch`
UNITS = ("a", "A", "1", " ", "\n", ".", "-", "/", "(", "'", '"', "\\", "<", "&", "[", "{", "@", "€", "中", "カ", "_", "%", ":", "=", ",", "\u00a0",
         "ab ", "Ab ", "1 ", "1.", "1'", "1,000", "a.", "a-", "a@", "aA", "\x00")


def test_patterns_are_found_wherever_modules_keep_them():
    found = uses()
    assert len(found) > 250
    assert {use.place.partition(".")[0] for use in found} == set(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
def test_no_pattern_is_slow(package):
    own = [use for use in uses() if use.place.partition(".")[0] == package]
    slow = [f"{use.place}: {use.pattern.pattern[:90]!r} on {text[:40]!r}…" for use in own for text in first_slow(use)]
    assert not slow, "\n".join(slow)


def first_slow(use: Use) -> list[str]:
    """The first text on which a pattern takes too long, if any."""
    for text in (*(unit * (LENGTH // len(unit)) for unit in UNITS), *attacks(use.pattern, LENGTH)):
        try:
            with within(SECONDS):
                ask(use, text)
        except TooLongError:
            return [text]
    return []


def ask(use: Use, text: str) -> None:
    if use.methods <= ANCHORED or use.pattern in FROM_THE_START:
        use.pattern.match(text)
        use.pattern.fullmatch(text)
    else:
        for _ in use.pattern.finditer(text):
            pass
