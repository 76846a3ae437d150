"""A table of numbers by keys, for what is known of hundreds of thousands of addresses and texts."""

from array import array
from collections.abc import Hashable

SMALLEST, MOST = 4_096, 390_000


class Numbers:
    """Numbers above 0 of 64 bits at most, by keys of which only the hash is kept: 16 octets each, where a dict takes 200.

    Two of so many keys share a hash once in two hundred million times. Where there are more than `MOST` it forgets all of them,
    and so takes no more than 9 MB, however large the shop is.
    """

    def __init__(self, size: int = SMALLEST) -> None:
        self._begin(size)

    def _begin(self, size: int) -> None:
        self._hashes, self._numbers = array("q", [0]) * size, array("q", [0]) * size
        self._size, self._count = size, 0

    def get(self, key: Hashable) -> int:
        """The number of a key; 0 where none is known."""
        hashes, wanted = self._hashes, hash(key) or -1
        at = wanted % self._size
        while (found := hashes[at]) and found != wanted:
            at -= 1  # from the first place on to the last
        return self._numbers[at] if found else 0

    def put(self, key: Hashable, number: int) -> None:
        """Give a key a number, in place of the one it had."""
        if self._count >= MOST:
            self._begin(SMALLEST)
        self._place(hash(key) or -1, number)
        if self._count > self._size * 3 // 4:
            self._grow()

    def _place(self, wanted: int, number: int) -> None:
        hashes, at = self._hashes, wanted % self._size
        while (found := hashes[at]) and found != wanted:
            at -= 1
        hashes[at], self._numbers[at] = wanted, number
        self._count += not found

    def _grow(self) -> None:
        hashes, numbers = self._hashes, self._numbers
        self._begin(self._size * 3 // 2)
        for wanted, number in zip(hashes, numbers, strict=True):
            if wanted:
                self._place(wanted, number)
