"""What stands behind a wall is unknown, and what stands before it is no page of the shop."""

import json

import pytest

from tests.facts.test_walls import CLOUDFLARE
from tests.running import LOOKING_ONLY, auditor, crawled
from tests.serving import Answer, page, serving
from tests.shops.traps.markup import product_page, slug_of

PRODUCTS = {f"/{slug_of(number)}": product_page(number) for number in range(12)}
HOME = page("".join(f"<a href={path}>A product</a>" for path in PRODUCTS))
HTML = {"Content-Type": "text/html"}


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_wall_at_the_door(status, tmp_path):
    with serving(lambda path: None if path == "/robots.txt" else Answer(CLOUDFLARE.encode(), status, HTML)) as shop:
        run = auditor("audit", shop.url, "--out", tmp_path / "a", "--quiet", *LOOKING_ONLY)
    told = json.loads((tmp_path / "a" / "audit.json").read_text())
    assert run.code == 3
    assert "showed a check for robots instead of its home page" in told["incomplete_because"]
    assert "let the user agent StorefrontAuditor through, or give a session by `--access FILE`" in told["incomplete_because"]
    assert (told["pages"]["fetched"], told["findings"]) == (0, [])


def test_a_wall_within_is_unknown(tmp_path):
    wall = Answer(CLOUDFLARE.encode(), 200, HTML)

    def find(path: str) -> Answer | None:
        return HOME if path == "/" else wall if path in (*list(PRODUCTS)[:4], "/sitemap.xml") else PRODUCTS.get(path)

    with serving(find) as shop:
        pages = crawled(shop.url, tmp_path / "a")
        audit = auditor("judge", tmp_path / "a")
        auditor("report", tmp_path / "a")
    told = json.loads((tmp_path / "a" / "audit.json").read_text())
    assert audit.code == 0, audit.err
    assert sorted(one["status"] is None for one in pages) == [False] * 9 + [True] * 4
    assert told["pages"]["fetched"] == 9
    assert not [one for one in told["findings"] if one["code"] in ("LNK-01", "SEO-03") or "moment" in one["message"].lower()]
