"""A server that misbehaves costs the audit the page on which it does, and nothing else."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from auditor.cli.readers import Job, Readers, Task
from auditor.core.patience import OutOfPatience, within
from auditor.core.registry import all_checks
from auditor.core.store import Store, results
from auditor.facts import numbers
from auditor.facts.shop import Shop
from benchmarks.measure import Usage, measured
from spiders.gate import RobotRules
from tests.running import AUDITOR, LOOKING_ONLY, audited, auditor, crawled
from tests.shops.hostile.answers import PAGE, page
from tests.shops.hostile.certificates import ELSEWHERE, Issuer
from tests.shops.hostile.server import misbehaving
from tests.shops.hostile.shops import (
    ENDLESS,
    GOOD,
    HEAVY,
    ODD,
    OF_THE_BODY,
    OF_THE_DOOR,
    OF_THE_WIRE,
    ROBOTS,
    ROBOTS_TEXTS,
    SILENT,
    Ill,
    moody,
    shop,
    wayward,
    with_sitemaps,
)

MB = 2**20
LINKS = ("LNK-01", "LNK-02", "LNK-04", "LNK-06", "LNK-07", "LNK-08", "LNK-09")


def patience(folder: Path, seconds: float) -> Path:
    """A configuration by which answers are given up soon."""
    file = folder / "auditor.toml"
    file.write_text(f"[crawl]\ntimeout = {seconds}\n")
    return file


def told(audit: dict[str, Any], base: str) -> dict[str, str]:
    """By path, why it was not read."""
    return {url.removeprefix(base.rstrip("/")): one["reason"] for one in audit["unread"] for url in one["urls"]}


def links_found(audit: dict[str, Any], base: str) -> set[tuple[str, str]]:
    """Code and path of what was found of links."""
    return {(one["code"], one["url"].removeprefix(base.rstrip("/"))) for one in audit["findings"] if one["code"] in LINKS}


def afresh(url: str, folder: Path, *arguments: str, **environment: str) -> Usage:
    """Audit a shop in a process that has read nothing yet, neither the program nor the issuers that it trusts."""
    command = [*AUDITOR, "audit", url, "--out", str(folder), "--quiet", *LOOKING_ONLY, *arguments]
    return measured(command, 200, folder.with_suffix(".said"), environment)


def as_told(ills: dict[str, Ill], folder: Path, seconds: float) -> None:
    """Audit a shop with these ills: each is told by its reason, and the other pages are judged as ever."""
    with misbehaving(shop({path: ill.does for path, ill in ills.items()})) as served:
        audit = audited(served.url, folder / "a", "--config", patience(folder, seconds))
    assert told(audit, served.url) == {path: ill.reason for path, ill in ills.items()}
    assert links_found(audit, served.url) == {("LNK-01", path) for path, ill in ills.items() if ill.broken}
    assert audit["complete"]
    assert audit["pages"]["fetched"] == 1 + len(GOOD)
    assert not [one for one in audit["checks"] if one["outcome"] == "error"]


def test_each_fault_of_the_wire_is_told_by_its_name(tmp_path):
    as_told(OF_THE_WIRE, tmp_path, 1)


def test_refusals_are_told(tmp_path):
    as_told(OF_THE_DOOR, tmp_path, 1)


def test_bodies_without_end_are_left_alone(tmp_path):
    as_told(OF_THE_BODY, tmp_path, 30)


def test_pages_without_end_are_read_as_far_as_can_be(tmp_path):
    with misbehaving(shop({path: does for path, (does, _) in ENDLESS.items()})) as served:
        usage = afresh(served.url, tmp_path / "a")
    audit = json.loads((tmp_path / "a" / "audit.json").read_text())
    assert told(audit, served.url) == {path: reason for path, (_, reason) in ENDLESS.items()}
    assert audit["pages"]["fetched"] == 1 + len(GOOD) + len(ENDLESS)
    assert usage.pss < 400 * MB


def test_heavy_pages_cost_themselves_alone(tmp_path):
    with misbehaving(shop(HEAVY)) as served:
        audit = audited(served.url, tmp_path / "a")
    assert audit["unread"] == []
    assert audit["pages"]["fetched"] == 1 + len(GOOD) + len(HEAVY)
    assert not [one for one in audit["checks"] if one["outcome"] == "error"]
    assert len(json.dumps(audit)) < 2 * MB


def test_odd_pages_are_read_as_browsers_read_them(tmp_path):
    with misbehaving(shop({path: does for path, (does, _) in ODD.items()})) as served:
        audit = audited(served.url, tmp_path / "a")
        pages = auditor("pages", tmp_path / "a", "--json").json
    titles = {one["url"].removeprefix(served.url.rstrip("/")): one["title"] for one in pages}
    assert {path: titles.get(path) for path in ODD} == {path: title for path, (_, title) in ODD.items()}
    assert audit["unread"] == []
    assert not {path for _, path in links_found(audit, served.url)} & set(ODD)


def test_redirects_end(tmp_path):
    with misbehaving(wayward) as served:
        audit = audited(served.url, tmp_path / "a")
    assert links_found(audit, served.url) == {("LNK-06", path) for path in ("/loop", "/loop2", "/ladder/0", "/cookie")}
    assert told(audit, served.url) == {"/ladder/11": "too many redirects"}
    assert "too many redirects" in (tmp_path / "a" / "report.html").read_text()
    assert "/caf%E9" in served.asked
    assert len(served.asked) < 50


@pytest.mark.parametrize(("robots", "may"), ROBOTS.values(), ids=ROBOTS)
def test_any_robots_txt_is_read_by_the_standard(robots, may, tmp_path):
    with misbehaving(shop({"/robots.txt": robots, "/private": page(PAGE, b"Private")})) as served:
        audited(served.url, tmp_path / "a", "--config", patience(tmp_path, 5))
    assert ("/good/1" in served.asked, "/private" in served.asked) == may


@pytest.mark.parametrize(("text", "may"), ROBOTS_TEXTS.values(), ids=ROBOTS_TEXTS)
def test_any_text_of_robots_txt_is_read_by_the_standard(text, may):
    rules = RobotRules(200, text)
    with within(2):
        allowed = [not rules.refusal(f"http://shop.example{path}") for path in ("/good/1", "/private")]
    assert tuple(allowed) == may


@pytest.mark.parametrize("robots", SILENT.values(), ids=SILENT)
def test_without_an_answer_from_robots_txt_nothing_is_asked_for(robots, tmp_path):
    with misbehaving(shop({"/robots.txt": robots})) as served:
        run = auditor("audit", served.url, "--out", tmp_path / "a", "--quiet", *LOOKING_ONLY, "--config", patience(tmp_path, 0.3))
    assert set(served.asked) == {"/robots.txt"}
    assert run.code == 3
    assert "robots.txt could not be read" in run.err


def test_sitemaps_of_every_kind(tmp_path):
    with misbehaving(with_sitemaps) as served:
        audit = audited(served.url, tmp_path / "a", "--config", patience(tmp_path, 20))
    assert "/lonely" in served.asked
    assert told(audit, served.url) == {
        "/chain/4": "too many sitemaps", "/maps/packed.xml": "body too large", "/maps/endless.xml": "body too large",
        "/maps/half.xml": "answer broke off"}
    assert not [path for path in served.asked if "passwd" in path or ("half" in path and "maps" not in path)]
    assert all(served.asked.count(path) <= 4 for path in set(served.asked))


def test_certificates_that_are_not_valid_are_told_by_their_fault(tmp_path):
    issuer = Issuer(tmp_path)
    expired, alien, own = issuer.context(days=-1), issuer.context(ELSEWHERE), issuer.context(own=True)
    with misbehaving(shop({}), expired) as served:
        assert afresh(served.url, tmp_path / "old", SSL_CERT_FILE=str(issuer.trusted)).code == 3
    assert "gave no answer: certificate expired." in (tmp_path / "old.said").read_text()
    with misbehaving(shop({}), expired) as one, misbehaving(shop({}), alien) as two, misbehaving(shop({}), own) as three:
        links = f"<a href={one.url}1>Another shop</a><a href={two.url}2>Another</a><a href={three.url}3>Another</a>"
        with misbehaving(shop({"/": page(links.encode())}), issuer.context()) as served:
            afresh(served.url, tmp_path / "a", "--external-links", SSL_CERT_FILE=str(issuer.trusted))
    audit = json.loads((tmp_path / "a" / "audit.json").read_text())
    assert {each["url"] for each in audit["findings"] if each["code"] == "LNK-01"} == {f"{one.url}1", f"{two.url}2"}
    reasons = {url: each["reason"] for each in audit["unread"] for url in each["urls"]}
    assert [reasons[url] for url in (f"{one.url}1", f"{two.url}2", f"{three.url}3")] == [
        "certificate expired", "certificate of another host", "certificate of an unknown issuer"]


def test_a_fault_now_and_then_is_no_defect(tmp_path):
    names = [f"{one}{other}" for one in "bdfgklmn" for other in ("ag", "em", "ik", "or", "un")]
    pages = {f"/{name}": page(PAGE + f"<p>All that there is to say of {name}.".encode(), name.encode()) for name in names}
    with misbehaving(moody(pages, "seed", 0.05)) as served:
        audit = audited(served.url, tmp_path / "a")
    assert links_found(audit, served.url) == set()
    unread = set(told(audit, served.url).items())
    assert {reason for _, reason in unread} <= {"answered 503"}
    assert audit["pages"]["fetched"] == 1 + len(GOOD) + len(pages) - len(unread)


@contextmanager
def reading(url: str, folder: Path, longest_s: float) -> Iterator[Readers]:
    """Readers for the pages of a crawled shop, who have so much time for each."""
    checks = tuple(check.id for check in all_checks() if check.subject == "page")
    store = Store.open(folder)
    results.clear_pages(store)
    store.commit()
    readers = Readers(store, Task(folder, url, url, checks, {}, longest_s), lambda *_: None)
    try:
        yield readers
    finally:
        readers.close()
        store.close()


def test_a_page_that_takes_too_long_is_given_up_and_told(tmp_path):
    with misbehaving(shop({"/prices": HEAVY["/prices"]})) as served:
        crawled(served.url, tmp_path / "a")
    with reading(served.url, tmp_path / "a", longest_s=0.4) as readers:
        readers.offer(map(Job, results.unread(readers.store)))
        readers.finish()
        unread = numbers.unread_of(Shop(readers.store))
    assert [(one.reason, one.urls) for one in unread] == [(results.SLOW, (f"{served.url}prices",))]


@pytest.mark.parametrize("work", [lambda: [None for _ in count() if _ < 0], lambda: re.match("(?:a+)+b", "a" * 40)])
def test_patience_ends_loops_and_patterns(work):
    with pytest.raises(OutOfPatience), within(0.02):
        work()
    with within(0.02):
        pass
    sum(range(3_000_000))  # by now it would have ended
