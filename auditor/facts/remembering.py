"""Answers that are kept for when the same is asked again, in a memory that no page can fill."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def remembered(most: int, longest: int = 2_000) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Keep the last `most` answers, but none to a text (the last argument) of more than `longest` characters."""
    def decorate(function: Callable[..., Answer]) -> Callable[..., Answer]:
        known = lru_cache(maxsize=most)(function)

        @wraps(function)
        def answer(*asked: Any) -> Answer:
            return known(*asked) if len(asked[-1]) <= longest else function(*asked)

        return answer

    return decorate
