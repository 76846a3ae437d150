"""What a user did wrong, or what kept an audit from being made, each said in one sentence."""

from collections.abc import Iterable
from difflib import get_close_matches


class AuditorError(Exception):
    """A mistake of the user's: its text is one sentence that says what to do. Ends the program with exit code 2."""


class Incomplete(AuditorError):
    """An audit could not be finished, for the reason told; what was seen is kept. Ends the program with exit code 3."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean x?` for the known word nearest to `word`, or nothing. Starts with a space."""
    by_lower = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return f" Did you mean {by_lower[near[0]]}?" if near else ""
