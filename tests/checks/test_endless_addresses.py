"""SEO-11: how bad endless addresses are depends on how many pages are real."""

import pytest

from auditor.core.records import PageKind, PageSummary, Site, Trap, TrapCause
from auditor.core.severity import Severity
from checks.search_engines.endless_addresses import endless_addresses

SHOP = "https://shop.example/"


def site(pages: int, trap: Trap) -> Site:
    listed = tuple(PageSummary(f"{SHOP}{number}", f"{SHOP}{number}", 200, PageKind.OTHER, "other") for number in range(pages))
    return Site(url=SHOP, pages=listed, traps=(trap,))


@pytest.mark.parametrize(("combinations", "held_back", "severity"), [
    (100, 3, None), (101, 3, Severity.MAJOR), (None, 100, None), (None, 101, Severity.MAJOR)])
def test_more_than_ten_to_a_page_is_major(combinations, held_back, severity):
    trap = Trap(TrapCause.FACETS, "/?a=*", f"{SHOP}?a=1", held_back=held_back, combinations=combinations)
    (finding,) = endless_addresses(site(10, trap))
    assert finding.severity is severity
