"""The benchmark's shop: the same every time, and just as sound and as broken as its truth says."""

import json
from collections import defaultdict
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import msgspec
import pytest
from lxml import html

from benchmarks.recall import CODES, recall
from benchmarks.shop.build import build, file_of
from benchmarks.shop.planted import RATES, Truth

PAGES = 200
HOST = "http://shop.test"
NO_FILE = ("dead-404", "dead-410", "server-error", "redirect-chain", "redirect-loop", "single-redirect", "soft-404-home")
FILE = ("soft-404-text", "orphan", "exact-copy", "near-copy", "canonical-to-404", "canonical-to-other", "canonical-off-host",
        "canonical-to-noindex", "canonical-chain")
WITH_LINKS = (*NO_FILE, "soft-404-text", "exact-copy", "near-copy", "broken-fragment")
Shop = tuple[Path, Truth, dict[str, html.HtmlElement]]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The folder of the pages, the truth, and every page's parsed tree by its path."""
    folder = tmp_path_factory.mktemp("shop")
    truth, site = build(folder, PAGES), folder / "site"
    files = {"/" + str(file.relative_to(site).with_suffix("")): file for file in site.rglob("*.html")}
    files["/"] = files.pop("/index")
    return site, truth, {path: html.fromstring(file.read_bytes()) for path, file in files.items()}


@pytest.fixture(scope="module")
def linked(shop: Shop) -> dict[str, set[str]]:
    """The pages that link to an address, by address."""
    found = defaultdict(set)
    for path, page in shop[2].items():
        for href in page.xpath("//a/@href[not(starts-with(., 'mailto:') or starts-with(., 'tel:'))]"):
            found[urljoin(path, href)].add(path)
    return found


def test_is_the_same_every_time(shop: Shop, tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    files = sorted(file.relative_to(tmp_path / "site") for file in (tmp_path / "site").rglob("*") if file.is_file())
    assert files == sorted(file.relative_to(shop[0]) for file in shop[0].rglob("*") if file.is_file())
    assert all((tmp_path / "site" / file).read_bytes() == (shop[0] / file).read_bytes() for file in files)
    assert (tmp_path / "truth.json").read_bytes() == (shop[0].parent / "truth.json").read_bytes()


def test_another_seed_plants_elsewhere(shop: Shop, tmp_path: Path) -> None:
    assert build(tmp_path, PAGES, seed=1).planted != shop[1].planted


def test_has_as_many_pages_as_it_says(shop: Shop) -> None:
    _, truth, pages = shop
    assert truth.pages == len(pages) - len(("/absent", "/search")) == PAGES


def test_every_kind_is_planted(shop: Shop) -> None:
    assert {each.kind for each in shop[1].planted} == {*RATES, "canonical-chain"}
    assert set(CODES) < {each.kind for each in shop[1].planted}


def test_files_are_there_or_not(shop: Shop) -> None:
    site, truth, _ = shop
    assert not [each for each in truth.of(*NO_FILE) if file_of(site, each.target).exists()]
    assert all(file_of(site, each.target).exists() for each in truth.of(*FILE))


def test_only_what_is_planted_leads_nowhere(shop: Shop, linked: dict[str, set[str]]) -> None:
    site, truth, _ = shop
    planted = {each.target for each in truth.of(*NO_FILE)}
    astray = {urlsplit(address).path for address in linked if not file_of(site, urlsplit(address).path).exists()}
    assert astray == planted


def test_carriers_are_all_pages_that_link(shop: Shop, linked: dict[str, set[str]]) -> None:
    for each in shop[1].of(*WITH_LINKS):
        assert linked[each.target] == set(each.carriers), each


def test_fragments_lead_to_a_place_or_not(shop: Shop, linked: dict[str, set[str]]) -> None:
    _, truth, pages = shop
    missing = set()
    for address in linked:
        path, _, fragment = address.partition("#")
        if fragment and not pages[path].xpath("//*[@id=$id]", id=fragment):
            missing.add(address)
    assert missing == {each.target for each in truth.of("broken-fragment")}


def test_no_link_leads_to_an_orphan(shop: Shop, linked: dict[str, set[str]]) -> None:
    orphans = {each.target for each in shop[1].of("orphan")}
    assert not {each for each in orphans if linked[each] - {each}}


def test_chains_end_at_a_page_and_circles_where_they_began(shop: Shop) -> None:
    site, truth, _ = shop
    assert all(2 <= len(each.hops) <= 4 and file_of(site, each.hops[-1]).exists() for each in truth.of("redirect-chain"))
    assert all(each.hops[-1] == each.target for each in truth.of("redirect-loop"))


def test_copies_share_their_text(shop: Shop) -> None:
    _, truth, pages = shop
    for each in truth.of("exact-copy", "near-copy"):
        texts = [text_of(pages[path]) for path in (each.target, each.carriers[0])]
        assert (texts[0] == texts[1]) is (each.kind == "exact-copy")
        assert abs(len(texts[0]) - len(texts[1])) < 200


def text_of(page: html.HtmlElement) -> str:
    return page.find(".//main").find("article").text_content()


def test_canonicals_are_right_but_for_the_planted(shop: Shop) -> None:
    _, truth, pages = shop
    wrong = {each.target: each.canonical for each in truth.planted if each.canonical}
    named = {path: page.xpath("string(//link[@rel='canonical']/@href)") for path, page in pages.items() if path != "/absent"}
    assert {path: canonical for path, canonical in named.items() if canonical != path} == wrong
    assert all(named[named[each.target]] == each.hops[0] for each in truth.of("canonical-chain"))
    hidden = [each.canonical for each in truth.of("canonical-to-noindex")]
    assert all(pages[path].xpath("//meta[@name='robots'][contains(@content, 'noindex')]") for path in hidden)


def test_broken_pictures_stand_on_their_page_alone(shop: Shop) -> None:
    _, truth, pages = shop
    shown = defaultdict(set)
    for path, page in pages.items():
        for source in page.xpath("//img/@src"):
            shown[source].add(path)
    assert all(shown[each.target] == set(each.carriers) for each in truth.of("broken-image"))
    own = {source for source in shown if not source.startswith("/img/frame/")}
    assert len(own) == 4 * truth.products


def test_product_pages_are_of_the_size_they_should_be(shop: Shop) -> None:
    site, _, pages = shop
    for path in (path for path in pages if path.startswith("/product/")):
        page = pages[path]
        assert 40_000 <= file_of(site, path).stat().st_size <= 60_000
        assert 60 <= len(page.xpath("//a[@href]")) <= 100
        assert 17 <= len(page.xpath("//img")) <= 22
        assert 400 <= len(page.xpath("//*")) <= 600
        assert json.loads(page.xpath("string(//script[@type='application/ld+json'])"))["@type"] == "Product"


def test_titles_and_descriptions_are_distinct(shop: Shop) -> None:
    gone = {each.target for each in shop[1].of("soft-404-text")}
    pages = [page for path, page in shop[2].items() if path not in gone]
    for found in (["".join(page.xpath("//title/text()")) for page in pages],
                  [text for page in pages for text in page.xpath("//meta[@name='description']/@content")]):
        assert len(set(found)) == len(found)


def findings(truth: Truth) -> list[dict]:
    """The findings of an audit that misses nothing: of an original that cannot be listed, the original is named."""
    return [{"code": CODES[each.kind], "url": HOST + (each.canonical if CODES[each.kind] == "SEO-10" else each.target),
             "message": each.kind,
             "page_urls": [HOST + path for path in ((each.target,) if CODES[each.kind] == "SEO-10" else each.carriers)]}
            for each in truth.planted if each.kind in CODES]


def test_recall_of_a_perfect_audit(shop: Shop) -> None:
    found = recall(msgspec.json.encode({"findings": findings(shop[1])}), HOST, shop[1])
    assert found.found == found.planted
    assert (found.missed, found.false, found.others) == ((), (), {})


def test_recall_sees_what_is_missed_and_what_is_false(shop: Shop) -> None:
    given = findings(shop[1])
    dead = next(each for each in given if each["message"] == "dead-404")
    dead["page_urls"] = [*dead["page_urls"], HOST + "/"]
    given.append({"code": "SEO-01", "url": HOST, "message": "", "page_urls": []})
    found = recall(msgspec.json.encode({"findings": given}), HOST, shop[1])
    assert found.missed == (f"dead-404 {urlsplit(dead['url']).path}",)
    assert found.false == ("LNK-01 dead-404",)
    assert found.others == {"SEO-01": 1}


def test_is_written_anew_only_when_it_is_another(tmp_path: Path) -> None:
    build(tmp_path, PAGES)
    home = tmp_path / "site" / "index.html"
    home.write_text("kept")
    build(tmp_path, PAGES)
    assert home.read_text() == "kept"
    build(tmp_path, PAGES, seed=1)
    assert home.read_text() != "kept"
