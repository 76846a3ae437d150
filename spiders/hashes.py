"""A set of hashes for a million addresses: eight bytes each, where Python's own set takes eighty."""

import numpy

MOST_LOOSE = 1 << 14


class Hashes:
    """A set of whole numbers, of 64 bits with sign or cut to 32. Those that came last lie loose; all others are one sorted array.

    32 bits are for what may be wrong once in ten thousand times. A byte for each end of a number says at once of most numbers
    that they are not in the array.
    """

    def __init__(self, bits: int = 64) -> None:
        self._number = numpy.int64 if bits == 64 else numpy.uint32
        self._mask = -1 if bits == 64 else (1 << bits) - 1
        self._loose: set[int] = set()
        self._sorted = numpy.empty(0, dtype=self._number)
        self._ends = bytearray(1)
        self._end = 0

    def __contains__(self, number: int) -> bool:
        number &= self._mask
        if number in self._loose:
            return True
        if not self._ends[number & self._end]:
            return False
        at = self._sorted.searchsorted(self._number(number))
        return at < self._sorted.size and self._sorted.item(at) == number

    def add(self, number: int) -> bool:
        """Take in a number; whether it was new."""
        if number in self:
            return False
        self._loose.add(number & self._mask)
        if len(self._loose) >= MOST_LOOSE:
            self._merge()
        return True

    def __len__(self) -> int:
        return len(self._loose) + len(self._sorted)

    def _merge(self) -> None:
        fresh = numpy.fromiter(self._loose, dtype=self._number, count=len(self._loose))
        fresh.sort()
        self._sorted = numpy.insert(self._sorted, self._sorted.searchsorted(fresh), fresh)
        self._loose.clear()
        self._end = (1 << self._sorted.size.bit_length()) - 1
        ends = numpy.zeros(self._end + 1, dtype=numpy.uint8)
        ends[self._sorted & self._number(self._end)] = 1
        self._ends = bytearray(ends)
