"""What a page tells by itself: worked out once, in any process, and kept, so that no body need be read twice."""

from collections.abc import Iterator, Sequence

import msgspec
from lxml.etree import XPath
from msgspec import Struct

from auditor.core.records import Page, PageKind, PageSummary
from auditor.core.store import Store
from auditor.facts import document
from auditor.facts.kinds import template_of
from auditor.facts.summary import summarise
from auditor.facts.tree import tree

ANCHORS = XPath("//@id | //a/@name", smart_strings=False)
MOST_ANCHORS = 2000
CHUNK = 500


class Reading(Struct, frozen=True, array_like=True):
    """A page in short. `anchors` are the fragments that it holds, `trail` the labels of a department's trail."""

    summary: PageSummary
    trail: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


def read(page: Page) -> Reading:
    """The reading of a page whose kind is known. What its place among others tells (depth, links to it) is left out."""
    trail = document.breadcrumb(page) if page.kind is PageKind.CATEGORY else ()
    return Reading(summarise(page, template_of(page)), trail, tuple(dict.fromkeys(ANCHORS(tree(page))))[:MOST_ANCHORS])


class Readings:
    """The readings that a store keeps, looked up some hundred at a time."""

    def __init__(self, store: Store) -> None:
        self.db = store.db

    def of(self, addresses: Sequence[int]) -> Iterator[tuple[int, Reading]]:
        """The readings of pages, by their ids, in that order."""
        for start in range(0, len(addresses), CHUNK):
            some = addresses[start:start + CHUNK]
            rows = self.db.execute("SELECT address, record FROM reading WHERE address IN (SELECT value FROM json_each(?))",
                                   (msgspec.json.encode(some).decode(),))
            found = dict(rows.fetchall())
            yield from ((address, msgspec.msgpack.decode(found[address], type=Reading)) for address in some if address in found)
