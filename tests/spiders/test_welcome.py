"""A guest leaves when it is told to, and says what was answered and what the owner can do. What it did not see is unknown."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.running import LOOKING_ONLY, Run, auditor, crawled
from tests.serving import Answer, Served, page, serving
from tests.shops.traps.markup import product_page, slug_of

HTML = {"Content-Type": "text/html"}
PRODUCTS = {f"/{slug_of(number)}": product_page(number) for number in range(60)}
MANY = list(PRODUCTS)
HOME = page("".join(f"<a href={path}>A product</a>" for path in MANY))


def too_much(retry_after: str | None) -> Answer:
    return page("slow down", status=429, headers=HTML | ({"Retry-After": retry_after} if retry_after else {}))


def audit(shop: Served, folder: Path) -> tuple[Run, dict[str, Any]]:
    run = auditor("audit", shop.url, "--out", folder, "--quiet", *LOOKING_ONLY, "--concurrency", 2)
    return run, json.loads((folder / "audit.json").read_text())


def after(number: int, then: Callable[[], Answer]) -> Callable[[str], Answer | None]:
    """A shop that answers so many pages, and then always otherwise."""
    seen: list[str] = []

    def find(path: str) -> Answer | None:
        path = path.removeprefix("HEAD ")
        if path in ("/robots.txt", "/sitemap.xml"):
            return None
        seen.append(path)
        return then() if len(seen) > number else HOME if path == "/" else PRODUCTS.get(path)

    return find


@pytest.mark.parametrize(("answer", "said"), [
    (too_much("0"), "most of the last requests with 429 (too many requests); try again later with a lower --rate"),
    (too_much("7200"), "answered 429 and asks to be left alone for 2 hours"),
    (page("closed", status=503, headers=HTML | {"Retry-After": "600"}), "answered 503 and asks to be left alone for 10 minutes"),
    (page("oh", status=500), "addresses in a row, and answered for its home page with 500"),
    (page("no", status=403), "addresses in a row, and answered for its home page with 403")], ids=str)
def test_a_shop_that_has_had_enough_is_left(answer, said, tmp_path):
    with serving(after(8, lambda: answer)) as shop:
        run, told = audit(shop, tmp_path / "a")
    assert run.code == 3
    assert said in told["incomplete_because"]
    assert "let the user agent StorefrontAuditor through" in told["incomplete_because"]
    assert len(shop.requests) < 60
    assert not [one for one in told["findings"] if one["code"] in ("LNK-01", "LNK-04")]
    assert told["links"]["broken"] == 0


def test_a_short_rest_is_kept_and_nothing_is_lost(tmp_path):
    busy = iter([too_much("1"), page("wait", status=503, headers=HTML | {"Retry-After": "1"})])

    def find(path: str) -> Answer | None:
        if path == MANY[7]:
            return next(busy, PRODUCTS[path])
        return page("".join(f"<a href={one}>A product</a>" for one in MANY[:12])) if path == "/" else PRODUCTS.get(path)

    with serving(find) as shop:
        pages = crawled(shop.url, tmp_path / "a")
    assert {one["status"] for one in pages} == {200}
    assert len(pages) == 13


def test_pages_that_fail_for_ever_do_not_stop_a_crawl_whose_home_is_well(tmp_path):
    with serving(lambda path: HOME if path == "/" else page("oh", status=500) if path in MANY[:25] else PRODUCTS.get(path)) as shop:
        run, told = audit(shop, tmp_path / "a")
    assert run.code == 0
    assert told["links"]["broken"] == 25
    assert told["pages"]["fetched"] == 36
    assert shop.asked("/") > 1


def cut(answer: Any) -> None:
    """Promise a body, and send none."""
    answer.connection.shutdown(2)


LOST = Answer(headers=HTML | {"Content-Length": "900"}, stream=cut)


def test_answers_that_never_come_do_not_stop_a_crawl_whose_home_is_well(tmp_path):
    with serving(lambda path: HOME if path == "/" else LOST if path in MANY[:25] else PRODUCTS.get(path)) as shop:
        run, told = audit(shop, tmp_path / "a")
    assert run.code == 0
    assert told["pages"]["fetched"] == 36
    assert [(one["reason"], one["count"]) for one in told["unread"]] == [("answer broke off", 25)]
    assert 2 <= shop.asked("/") < 9


def test_a_shop_that_stopped_answering_is_left(tmp_path):
    with serving(after(8, lambda: LOST)) as shop:
        run, told = audit(shop, tmp_path / "a")
    assert run.code == 3
    assert "the shop stopped answering" in told["incomplete_because"]
    assert len(shop.requests) < 60


def test_another_host_that_has_had_enough_is_left_alone(tmp_path):
    with serving(lambda path: None if path == "/robots.txt" else too_much("0")) as other:
        there = other.url.replace("127.0.0.1", "localhost")
        links = "".join(f"<a href={there}{number}>There</a>" for number in range(40))
        with serving({"/": page(links)}) as shop:
            run = auditor("audit", shop.url, "--out", tmp_path / "a", "--quiet", *LOOKING_ONLY, "--external-links", "--concurrency", 2)
    assert run.code == 0
    assert len(other.requests) < 12
