"""What pages and headers say to robots, and by whose name we are known."""

import pytest

from auditor.core.store import Store
from tests.running import LOOKING_ONLY, auditor, crawled
from tests.serving import Answer, page, serving

TEXT = {"Content-Type": "text/plain"}
HTML = {"Content-Type": "text/html"}


def reasons(folder) -> dict[str, str]:
    store = Store.open(folder)
    found = dict(store.db.execute("SELECT url, why FROM address WHERE why <> ''"))
    store.close()
    return found


def test_links_of_a_page_that_says_nofollow_are_not_followed_from_there(tmp_path):
    header = HTML | {"X-Robots-Tag": "otherbot: noindex, storefrontauditor: nofollow"}
    routes = {
        "/": page("<a href=/meta>M</a><a href=/header>H</a><a href=/google>G</a>"), "/both": page("both"), "/g": page("g"),
        "/meta": page('<meta name=robots content="noindex, nofollow"><a href=/both>B</a><a href=/m>M</a><img src=/m.png>'),
        "/header": page("<a href=/h>H</a>", headers=header),
        "/google": page("<meta name=googlebot content=nofollow><a href=/both>B</a><a href=/g>G</a>")}
    with serving(routes) as shop:
        crawled(shop.url, tmp_path / "a")
        told = reasons(tmp_path / "a")
        crawled(shop.url, tmp_path / "b", "--own-shop")
    once, twice = [shop.asked(path) for path in ("/m", "/h")], [shop.asked(path) for path in ("/both", "/g")]
    assert (once, twice) == ([1, 1], [2, 2])
    assert shop.asked("/m.png") >= 2
    assert {url.removeprefix(shop.url): why for url, why in told.items() if "follow" in why} == dict.fromkeys(
        ("m", "h"), "the pages that link there ask robots not to follow their links")


def test_a_home_page_that_says_nofollow_leaves_the_audit_incomplete(tmp_path):
    with serving({"/": page("<meta name=robots content=none><a href=/a>A</a>"), "/a": page("a")}) as shop:
        run = auditor("crawl", shop.url, "--out", tmp_path / "a", "--quiet", *LOOKING_ONLY)
    assert run.code == 3
    assert "asks robots to follow no link (nofollow); addresses that were not asked for: 1" in run.err
    assert shop.asked("/a") == 0


def test_our_name_keeps_us_out(tmp_path):
    robots = Answer(b"User-agent: *\nAllow: /\n\nUser-agent: StorefrontAuditor\nDisallow: /", headers=TEXT)
    with serving({"/robots.txt": robots, "/": page("a")}) as shop:
        run = auditor("audit", shop.url, "--out", tmp_path / "a", "--quiet", *LOOKING_ONLY, "--contact", "mailto:me@agency.example")
    assert run.code == 3
    assert "may be seen: robots.txt forbids it. Where the shop is yours, let StorefrontAuditor in there." in run.err
    assert {path for _, path in shop.requests} == {"/robots.txt"}
    assert shop.headers[0]["User-Agent"].startswith("StorefrontAuditor/")
    assert shop.headers[0]["User-Agent"].endswith(" (+mailto:me@agency.example)")


@pytest.mark.parametrize("contact", ["me@agency.example\nX-Evil: 1", "a (b)", "ümlaut@agency.example", "x" * 300])
def test_a_contact_that_no_header_may_hold_is_refused(contact, tmp_path):
    run = auditor("audit", "http://127.0.0.1:9/", "--out", tmp_path / "a", "--contact", contact)
    assert run.code == 2
    assert "The contact is no mail or web address" in run.err
