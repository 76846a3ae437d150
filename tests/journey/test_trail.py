"""What a press sets off is waited for, however late it shows."""

import pytest

from spiders.journey.steps.product import open_product
from tests.journey.pages import Pages, on

pytestmark = pytest.mark.slow

CARD = """<li><a href="/lantern-{n}" onclick="event.preventDefault(); setTimeout(() => window.open(this.href), {late_ms})">
Lantern {n}</a> £12.50</li>"""
PRODUCT = "<main><h1>Lantern</h1><p>£12.50</p><button>Add to cart</button></main>"


@pytest.mark.parametrize("late_ms", [0, 700, 1500])
def test_a_product_in_a_new_tab_is_waited_for(late_ms, tmp_path):
    """On a busy machine the browser takes long to tell of a tab."""
    listed = "".join(CARD.format(n=number, late_ms=late_ms) for number in range(1, 7))
    home = f"<main><h1>Lanterns</h1><ul>{listed}</ul></main>"
    pages = Pages({"/": home}, lambda asked: PRODUCT if "lantern" in asked.path else None)
    product = on(pages, tmp_path, lambda trail: open_product(trail, frozenset(), set()))
    assert product.url.startswith(f"{pages.url}/lantern-")
