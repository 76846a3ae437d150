"""A public shop leads nobody to private addresses: not by links, redirects, sitemaps, robots.txt, or a name that changes its mind."""

import json
import sqlite3
from functools import partial

import pytest

from auditor.core.records import Failure
from spiders import client
from spiders.client import Client, Got
from spiders.credentials import NONE
from spiders.gate import Refusal, RobotRules
from spiders.pace import LOCAL, Pace
from spiders.reach import PUBLIC as IS_PUBLIC
from spiders.reach import Reach, kind_of, kind_of_host
from tests.network import PRIVATE, PUBLIC, internet
from tests.running import LOOKING_ONLY, auditor, run_async
from tests.serving import Answer, page, redirect, serving

QUICK = ("--quiet", *LOOKING_ONLY, "--rate", 1000, "--concurrency", 16)
KINDS = {
    "8.8.8.8": IS_PUBLIC, "172.32.0.1": IS_PUBLIC, "2606:4700::1111": IS_PUBLIC, "::ffff:8.8.8.8": IS_PUBLIC, "64:ff9b::808:808": IS_PUBLIC,
    "127.0.0.1": "loopback", "127.255.0.9": "loopback", "::1": "loopback", "::ffff:127.0.0.1": "loopback", "64:ff9b::7f00:1": "loopback",
    "10.1.2.3": "private", "172.16.0.1": "private", "192.168.1.1": "private", "fc00::1": "private", "fd12::1": "private", "fec0::1": "private",
    "::ffff:10.0.0.1": "private", "64:ff9b::a00:1": "private",
    "169.254.169.254": "link-local", "fe80::1": "link-local", "fe80::1%eth0": "link-local", "::ffff:a9fe:a9fe": "link-local",
    "100.64.0.1": "shared by a provider's customers", "0.0.0.0": "this host's", "::": "this host's",
    **dict.fromkeys((
        "0.1.2.3", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "ff02::1",
        "2001:db8::1", "2001:0:7f00:1::", "2002:7f00:1::", "64:ff9b:1::1", "::7f00:1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "shop", "",
    ), "nobody's"),
}


@pytest.mark.parametrize(("address", "kind"), KINDS.items())
def test_the_kind_of_an_address(address, kind):
    assert kind_of(address) == kind


@pytest.mark.parametrize(("shop", "kind"), [
    ("https://shop.example/", IS_PUBLIC), ("http://localhost:8000/", "loopback"), ("http://shop.localhost/", "loopback"),
    ("http://[::1]:8000/", "loopback"), ("http://192.168.1.9/", "private"), ("http://127.1/", IS_PUBLIC), ("http://staging/", IS_PUBLIC),
])
def test_the_kind_of_address_that_a_user_names(shop, kind):
    assert kind_of_host(shop) == kind


@pytest.mark.parametrize(("shop", "permitted"), [
    ("https://shop.example/", {"8.8.8.8"}), ("http://127.0.0.1/", {"8.8.8.8", "127.0.0.1", "::1"}),
    ("http://10.0.0.1/", {"8.8.8.8", "192.168.1.1"}), ("http://169.254.1.1/", {"8.8.8.8", "169.254.169.254"}),
])
def test_a_shop_leads_to_public_addresses_and_those_of_its_own_kind(shop, permitted):
    every = {"8.8.8.8", "127.0.0.1", "::1", "192.168.1.1", "169.254.169.254", "224.0.0.1", "fd12::1"} - ({"fd12::1"} if "10." in shop else set())
    assert {address for address in every if Reach(shop).permits(address)} == permitted
    assert all(Reach(shop, allow_private=True).permits(address) for address in every)


def asked(*urls: str, shop: str = "http://shop.test/") -> list[Got]:
    """What comes of asking one after another."""
    async def ask() -> list[Got]:
        one = Client(Pace(LOCAL, shop), "tester", NONE, Reach(shop))
        answers = [await one.ask(url) for url in urls]
        await one.close()
        return answers

    return run_async(ask())


def test_no_spelling_of_a_private_address_is_asked():
    with serving({"/": page("secret")}) as inside, internet({"in.test": [PRIVATE], "a.in.test": ["::ffff:127.0.0.1"]}):
        port = inside.url.split(":")[-1]
        hosts = ("127.0.0.1", "[::ffff:127.0.0.1]", "in.test", "in.test.", "IN.TEST", "a.in.test", "2130706433", "127.1", "0x7f.1", "[::1]", "0.0.0.0")
        answers = asked(*(f"http://{host}:{port}" for host in hosts))
        assert inside.requests == []
    assert {(got.status, got.body) for got in answers} == {(None, b"")}
    assert [got.refusal for got in answers[:3]] == [Refusal.PRIVATE] * 3
    assert (answers[-1].refusal, answers[-2].refusal) == (Refusal.PRIVATE, Refusal.PRIVATE)


def test_a_name_that_changes_to_a_private_address_gets_nowhere(monkeypatch):
    monkeypatch.setattr(client, "LOOKED_UP_FOR_S", 0)
    once = {"/": page("hello", headers={"Connection": "close", "Content-Type": "text/html"})}
    with serving(once, host=PUBLIC) as outside, internet({"shop.test": [PUBLIC, PRIVATE]}) as looked_up:
        url = outside.url.replace(PUBLIC, "shop.test")
        first, second = asked(url, url)
        assert len(outside.requests) == 1
    assert (first.status, first.refusal) == (200, None)
    assert (second.status, second.failure, second.refusal) == (None, None, Refusal.PRIVATE)
    assert looked_up == ["shop.test"] * 2


def test_an_answer_is_asked_of_the_address_that_was_judged():
    """The name changes to a private address right after it was looked up: nobody looks it up again."""
    with serving({"/": page("hello")}, host=PUBLIC) as outside, internet({"shop.test": [PUBLIC, PRIVATE]}) as looked_up:
        url = outside.url.replace(PUBLIC, "shop.test")
        assert [got.status for got in asked(url, url, url)] == [200] * 3
    assert looked_up == ["shop.test"]


NAMES = {"shop.test": [PUBLIC], "www.shop.test": [PRIVATE], "img.shop.test": [PRIVATE], "in.test": [PRIVATE]}
HOME = """<link rel=canonical href=http://in.test:{inside}/canonical><a href=/moved>moved</a><a href=http://in.test:{inside}/link>x</a>
<a href=http://127.0.0.1:{inside}/literal>x</a><a href=http://[::ffff:127.0.0.1]:{inside}/mapped>x</a><a href=http://www.shop.test:{inside}/www>x</a>
<img src=http://img.shop.test:{inside}/picture.png><link rel=stylesheet href=http://img.shop.test:{inside}/style.css>
<img src=http://127.0.0.1:{inside}/literal.png><a href=http://nowhere.test/gone>gone</a>"""


def shop_of(inside: str):
    """A shop that leads inside by every way that it has."""
    listed = f"<urlset><url><loc>http://in.test:{inside}/listed</loc></url><url><loc>/b</loc></url></urlset>"

    def find(path: str) -> Answer | None:
        return {
            "/": page(HOME.format(inside=inside)), "/moved": redirect(f"http://in.test:{inside}/hop"), "/b": page("b"),
            "/robots.txt": Answer(f"Sitemap: /map.xml\nSitemap: http://in.test:{inside}/map.xml\n".encode(), headers={"Content-Type": "text/plain"}),
            "/map.xml": Answer(listed.encode(), headers={"Content-Type": "application/xml"}),
        }.get(path)
    return find


def whys(folder) -> dict[str, str]:
    rows = sqlite3.connect(folder / "audit.sqlite").execute("SELECT url, why FROM address")
    return {url.split("//")[1].partition("/")[2]: why for url, why in rows}


@pytest.mark.parametrize("allowed", [False, True])
def test_a_crawl_is_led_to_no_private_address(allowed, tmp_path):
    with serving({}) as inside, serving(shop_of(inside.url.split(":")[-1].strip("/")), host=PUBLIC) as outside:
        shop = outside.url.replace(PUBLIC, "shop.test")
        run = auditor("audit", shop, "--out", tmp_path / "a", *QUICK, "--external-links", *(["--allow-private"] if allowed else []),
                      within=partial(internet, NAMES))
        assert run.code == 0, run.err
        assert (inside.requests != []) is allowed
    known = whys(tmp_path / "a")
    refused = {path for path, why in known.items() if why == Refusal.PRIVATE}
    expected = {"link", "literal", "mapped", "picture.png", "style.css", "literal.png", "canonical", "www"}
    assert refused == (set() if allowed else expected)
    broken = {finding["url"].split("/")[-1] for finding in json.loads((tmp_path / "a/audit.json").read_text())["findings"] if finding["code"] in ("LNK-01", "LNK-04")}
    assert "gone" in broken
    assert not broken & (expected if not allowed else set())


def test_a_shop_at_a_private_address_is_told_as_such_and_not_as_broken(tmp_path):
    with serving({"/": page("staging")}) as inside:
        shop = inside.url.replace("127.0.0.1", "staging.test")
        kept_out = auditor("audit", shop, "--out", tmp_path / "a", *QUICK, within=partial(internet, {"staging.test": [PRIVATE]}))
        assert inside.requests == []
        let_in = auditor("audit", shop, "--out", tmp_path / "b", *QUICK, "--allow-private", within=partial(internet, {"staging.test": [PRIVATE]}))
    host = shop.split("/")[2]
    assert (kept_out.code, kept_out.err) == (3, f"auditor: {host} has a private address: `--allow-private` lets it be asked (see docs/polite-guest.md).\n")
    assert let_in.code == 0


def test_a_robots_txt_that_moved_to_a_private_address_forbids_all(tmp_path):
    with serving({"/robots.txt": Answer(b"User-agent: *\nAllow: /")}) as inside:
        with serving({"/": page("x"), "/robots.txt": redirect(f"{inside.url}robots.txt")}, host=PUBLIC) as outside:
            run = auditor("crawl", outside.url.replace(PUBLIC, "shop.test"), "--out", tmp_path / "a", *QUICK, within=partial(internet, NAMES))
            assert ("GET", "/") not in outside.requests
        assert inside.requests == []
    assert (run.code, Refusal.NO_ROBOTS in run.err) == (3, True)


def test_rules_of_a_private_host_are_remembered_as_such():
    assert RobotRules(None, failure=Failure.NOT_ALLOWED).refusal("http://in.test/") is Refusal.PRIVATE
