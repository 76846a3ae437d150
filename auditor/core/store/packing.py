"""The links of a page as one packed block of columns, since a row a link would be most of the file."""

from array import array

import numpy
import zstandard
from msgspec import Struct

from auditor.core.records import Link, LinkKind, Region

KINDS = tuple(LinkKind)
REGIONS = tuple(Region)
NUMBER_OF_KIND = {kind: number for number, kind in enumerate(KINDS)}
NUMBER_OF_REGION = {region: number << 8 for number, region in enumerate(REGIONS)}
NOFOLLOW = 1 << 15
COLUMNS = (("targets", numpy.uint32), ("words", numpy.uint32), ("fragments", numpy.uint32), ("marks", numpy.uint16))
ROW_BYTES = sum(numpy.dtype(kind).itemsize for _, kind in COLUMNS)
PACK = zstandard.ZstdCompressor(level=1, write_content_size=True, write_checksum=True)
UNPACK = zstandard.ZstdDecompressor()


class Rows(Struct, frozen=True, eq=False):
    """The links of one page in its order, a column each: target's id, id of the words, id of the fragment's text (0 for none),
    and marks (kind, region, nofollow)."""

    targets: numpy.ndarray
    words: numpy.ndarray
    fragments: numpy.ndarray
    marks: numpy.ndarray

    @property
    def kinds(self) -> numpy.ndarray:
        """The kind of each, as its number in KINDS."""
        return self.marks & 0xFF

    def where(self, chosen: numpy.ndarray) -> "Rows":
        """The rows for which `chosen` is true."""
        return Rows(*(getattr(self, name)[chosen] for name, _ in COLUMNS))


def mark_of(link: Link) -> int:
    return NUMBER_OF_KIND[link.kind] | NUMBER_OF_REGION[link.region] | (NOFOLLOW if link.nofollow else 0)


def marked(mark: int) -> tuple[LinkKind, Region, bool]:
    """Kind, region and nofollow of a mark."""
    return KINDS[mark & 0xFF], REGIONS[(mark >> 8) & 0x7F], bool(mark & NOFOLLOW)


def pack(*columns: list[int]) -> bytes:
    """Columns of targets, words, fragments and marks as one block."""
    return PACK.compress(b"".join([array(code, column).tobytes() for code, column in zip("IIIH", columns, strict=True)]))


def unpack(packed: bytes) -> Rows:
    """The rows of a block."""
    block = UNPACK.decompress(packed)
    count, at, columns = len(block) // ROW_BYTES, 0, []
    for _, kind in COLUMNS:
        columns.append(numpy.frombuffer(block, kind, count, at))
        at += count * numpy.dtype(kind).itemsize
    return Rows(*columns)
