"""The fingerprint of a page: what changes it and what does not."""

import pytest

from auditor.core.records import PageKind
from auditor.facts.tree import parse
from spiders.fingerprint import fingerprint

LAMP = "<main><h1>Lamp 20 cm</h1><p>A lamp of hammered copper.</p><p>€ 12.00</p></main>"
LIST = "<main><h1>Lamps</h1><ul><li><a href=/a>Copper lamp</a></li> <li><a href=/b>Linen lamp</a></li></ul></main>"


def halves(html: str, kind: PageKind) -> tuple[int, int]:
    number = fingerprint(parse(f"<html><body><nav>Menu</nav>{html}<footer>Imprint</footer></body></html>"), kind)
    assert -(1 << 63) <= number < 1 << 63
    return number >> 32, number & 0xFFFFFFFF


@pytest.mark.parametrize(("other", "kind", "own_same", "all_same"), [
    (LAMP.replace("12.00", "13.50"), PageKind.PRODUCT, True, True),
    (LAMP.replace("20 cm", "30 cm"), PageKind.PRODUCT, False, True),
    (LAMP.replace("copper", "silver"), PageKind.PRODUCT, False, False),
    (LAMP.replace("</main>", "<script>nonce()</script></main>"), PageKind.PRODUCT, True, True),
])
def test_what_sets_products_apart(other, kind, own_same, all_same):
    one, two = halves(LAMP, kind), halves(other, kind)
    assert (one[0] == two[0], one[1] == two[1]) == (own_same, all_same)


@pytest.mark.parametrize(("other", "all_same"), [
    ("<main><h1>Lamps</h1><ul><li><a href=/b>Linen lamp</a></li> <li><a href=/a>Copper lamp</a></li></ul></main>", True),
    ("<main><h1>Red lamps</h1><ul><li><a href=/b>Linen lamp</a></li></ul></main>", False),
])
def test_a_list_is_one_whatever_its_order_and_filter(other, all_same):
    one, two = halves(LIST, PageKind.CATEGORY), halves(other, PageKind.CATEGORY)
    assert one[0] == two[0]
    assert (one[1] == two[1]) is all_same


def test_a_page_that_says_nothing_is_zero():
    assert fingerprint(parse("<html><body><script>x</script></body></html>")) == 0
