"""A table of numbers by keys, for what is known of millions of addresses and texts."""

from array import array
from collections.abc import Hashable

SMALLEST = 4_096


class Numbers:
    """Numbers above 0 of 64 bits at most, by keys of which only the hash is kept: 16 octets each, where a dict takes 200.

    Two keys of a million share a hash once in thirty million times. A table holds a third to a half of its room free.
    """

    def __init__(self, size: int = SMALLEST) -> None:
        self._hashes, self._numbers = array("q", bytes(8 * size)), array("q", bytes(8 * size))
        self._size, self._free = size, size * 3 // 4

    def get(self, key: Hashable) -> int:
        """The number of a key; 0 where it has none."""
        hashes, wanted = self._hashes, hash(key) or -1
        at = wanted % self._size
        while (found := hashes[at]) and found != wanted:
            at -= 1  # from the first place on to the last
        return self._numbers[at] if found else 0

    def put(self, key: Hashable, number: int) -> None:
        """Give a key a number, in place of the one it had."""
        self._place(hash(key) or -1, number)
        if self._free < 0:
            self._grow()

    def _place(self, wanted: int, number: int) -> None:
        hashes, at = self._hashes, wanted % self._size
        while (found := hashes[at]) and found != wanted:
            at -= 1
        hashes[at], self._numbers[at] = wanted, number
        self._free -= not found

    def _grow(self) -> None:
        hashes, numbers = self._hashes, self._numbers
        self.__init__(self._size * 3 // 2)
        for wanted, number in zip(hashes, numbers, strict=True):
            if wanted:
                self._place(wanted, number)
