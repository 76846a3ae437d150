"""Whole audits of shops that make many addresses of few pages: every product is found, the shop is asked seldom, the trap is told.

These need the trap guard in the spider.
"""

import json
from pathlib import Path

from tests.running import LOOKING_ONLY, auditor
from tests.serving import serving
from tests.shops.traps import shops
from tests.shops.traps.markup import name_of


def audit_of(shop: shops.Shop, folder: Path) -> tuple[set[str], int, set[str]]:
    """The titles of the products found, how many pages the shop was asked for, the causes of endless addresses."""
    with serving(shop) as served:
        run = auditor("audit", served.url, "--out", folder, "--quiet", *LOOKING_ONLY, timeout_s=900)
        assert run.code == 0, run.err
        asked = sum(1 for method, _ in served.requests if method == "GET")
    pages = auditor("pages", folder, "--json").json
    audit = json.loads((folder / "audit.json").read_text())
    found = {page["title"] for page in pages if page["kind"] == "product"}
    return found, asked, {one["data"]["cause"] for one in audit["findings"] if one["code"] == "SEO-11"}


def names(products: int) -> set[str]:
    return {name_of(number).title() for number in range(products)}


def test_nine_products_under_three_thousand_addresses(tmp_path):
    found, asked, causes = audit_of(shops.nine_products, tmp_path / "a")
    assert found == names(9)
    assert asked < 400
    assert {"sort orders and views", "currency and language switches"} <= causes


def test_categories_with_filters_in_the_path(tmp_path):
    found, asked, causes = audit_of(shops.many_categories(categories=80, products=240, departments=8), tmp_path / "a")
    assert found == names(240)
    assert asked < 1.3 * (89 + 480 + 80 * len(shops.FILTERS))
    assert causes == {"filters in the path that combine freely"}


def test_session_ids_in_the_first_answer(tmp_path):
    found, asked, causes = audit_of(shops.first_session(60), tmp_path / "a")
    assert found == names(60)
    assert asked < 150
    assert causes == {"session ids"}
