"""Bodies of pages, packed: the pages of one shop are much alike, so some of them serve as the dictionary for the rest."""

import sqlite3

import zstandard

LEVEL = 2
LEARN_AT = (24, 240, 2400, 24_000)  # after so many pages the dictionary is made anew, since later pages are of other kinds
SAMPLES = 6
LONGEST_SAMPLE = 96_000


class Packer:
    """Packs bodies for one store. `samples` are spread over the pages packed since the dictionary was made."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._count, = db.execute("SELECT count(*) FROM fetch WHERE has_body").fetchone()
        self._samples: list[bytes] = []
        self._dictionary, self._compressor = None, zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
        if newest := db.execute("SELECT max(id) FROM dictionary").fetchone()[0]:
            self._use(newest, dictionary(db, newest))

    def pack(self, text: str) -> tuple[int | None, bytes]:
        """The id of the dictionary, or None, and the packed text."""
        body = text.encode("utf-8", "replace")
        self._count += 1
        self._sample(body)
        if self._count in LEARN_AT:
            self._learn()
        return self._dictionary, self._compressor.compress(body)

    def _sample(self, body: bytes) -> None:
        following = next((count for count in LEARN_AT if count >= self._count), None)
        if following and self._count % max(1, following // 10) == 0:
            self._samples = [*self._samples, body[:LONGEST_SAMPLE]][-SAMPLES:]

    def _learn(self) -> None:
        content = b"".join(self._samples)
        row = self._db.execute("INSERT INTO dictionary (content) VALUES (?)", (content,))
        self._use(row.lastrowid, zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT))

    def _use(self, number: int | None, content: zstandard.ZstdCompressionDict) -> None:
        content.precompute_compress(level=LEVEL)
        self._dictionary = number
        self._compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=content, write_checksum=True)


class Unpacker:
    """Reads bodies back, from a connection of any process."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known: dict[int | None, zstandard.ZstdDecompressor] = {None: zstandard.ZstdDecompressor()}

    def text(self, address: int) -> str:
        """The text of an address's body, "" where none was kept."""
        row = self._db.execute("SELECT dictionary, text FROM body WHERE address = ?", (address,)).fetchone()
        if row is None:
            return ""
        number, packed = row
        if number not in self._known:
            self._known[number] = zstandard.ZstdDecompressor(dict_data=dictionary(self._db, number))
        return self._known[number].decompress(packed).decode("utf-8", "replace")


def dictionary(db: sqlite3.Connection, number: int) -> zstandard.ZstdCompressionDict:
    content, = db.execute("SELECT content FROM dictionary WHERE id = ?", (number,)).fetchone()
    return zstandard.ZstdCompressionDict(content, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
