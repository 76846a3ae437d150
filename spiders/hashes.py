"""A set of hashes for a million addresses: eight bytes each, where Python's own set takes eighty."""

import numpy

MOST_LOOSE = 1 << 15


class Hashes:
    """A set of whole numbers of 64 bits with sign. Those that came last lie loose; all others are one sorted array."""

    def __init__(self) -> None:
        self._loose: set[int] = set()
        self._sorted = numpy.empty(0, dtype=numpy.int64)

    def __contains__(self, number: int) -> bool:
        if number in self._loose:
            return True
        if not len(self._sorted):
            return False
        at = int(self._sorted.searchsorted(number))
        return at < len(self._sorted) and int(self._sorted[at]) == number

    def add(self, number: int) -> bool:
        """Take in a number; whether it was new."""
        if number in self:
            return False
        self._loose.add(number)
        if len(self._loose) >= MOST_LOOSE:
            self._merge()
        return True

    def __len__(self) -> int:
        return len(self._loose) + len(self._sorted)

    def _merge(self) -> None:
        fresh = numpy.fromiter(self._loose, dtype=numpy.int64, count=len(self._loose))
        fresh.sort()
        self._sorted = numpy.insert(self._sorted, self._sorted.searchsorted(fresh), fresh)
        self._loose.clear()
