"""The store: what is written together stays together, and what cannot be read is said in a sentence."""

import sqlite3

import pytest

from auditor.core.errors import AuditorError
from auditor.core.records import Failure, Link, LinkKind, Region
from auditor.core.store import FILE, Role, Store
from auditor.core.store.crawl import Answer, CrawlStore, Wanted
from auditor.core.store.reading import Crawled
from auditor.core.store.store import locked

HOME = "http://shop.example/"


def filled(folder) -> Store:
    """A crawl of three addresses: home links to a, which redirects to b."""
    store = Store.create(folder)
    crawl = CrawlStore(store)
    with store.writing():
        home, _ = crawl.add(Wanted(HOME, Role.HOME, 0))
        a, _ = crawl.add(Wanted(f"{HOME}a", Role.PAGE, 1))
        b, _ = crawl.add(Wanted(f"{HOME}b", Role.PAGE, 1))
        crawl.answered(Answer(home, Role.HOME, 200, html="<a href=/a>A</a>", title="Home"), [(Link(f"{HOME}a", LinkKind.ANCHOR, Region.MAIN, "A"), a)])
        crawl.answered(Answer(a, Role.PAGE, 301, location=f"{HOME}b"))
        crawl.answered(Answer(b, Role.PAGE, failure=Failure.TIMED_OUT))
    store.put("url", HOME)
    return store


def test_what_was_crawled_comes_back(tmp_path):
    crawled = Crawled(filled(tmp_path))
    home, a = crawled.by_url[HOME], crawled.by_url[f"{HOME}a"]
    assert crawled.html(home.id) == "<a href=/a>A</a>"
    assert crawled.final(a.id).failure is Failure.TIMED_OUT
    assert [(link.url, link.text) for link in crawled.links_of(home.id)] == [(f"{HOME}a", "A")]


def test_a_step_that_fails_leaves_nothing(tmp_path):
    store = filled(tmp_path)
    crawl = CrawlStore(store)

    def fail_midway() -> None:
        with store.writing():
            crawl.add(Wanted(f"{HOME}c", Role.PAGE, 1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_midway()
    store.commit()
    assert f"{HOME}c" not in Crawled(store).by_url


def test_smaller_roles_come_first_and_win(tmp_path):
    store = Store.create(tmp_path)
    crawl = CrawlStore(store)
    with store.writing():
        crawl.add(Wanted(f"{HOME}p.png", Role.IMAGE, 1))
        crawl.add(Wanted(f"{HOME}p", Role.PAGE, 2))
        crawl.add(Wanted(HOME, Role.HOME, 0))
        crawl.add(Wanted(f"{HOME}p.png", Role.PAGE, 3))
    assert [(one.url, one.role) for one in crawl.next(9, set())] == [
        (HOME, Role.HOME), (f"{HOME}p.png", Role.PAGE), (f"{HOME}p", Role.PAGE)]


def test_a_refused_address_is_asked_for_when_it_is_wanted_after_all(tmp_path):
    store = Store.create(tmp_path)
    crawl = CrawlStore(store)
    with store.writing():
        crawl.add(Wanted(f"{HOME}deep", Role.PAGE, 5, why="too deep"))
        assert crawl.next(9, set()) == []
        crawl.add(Wanted(f"{HOME}deep", Role.PAGE, 1))
    assert [one.depth for one in crawl.next(9, set())] == [1]


def test_circles_of_redirects_are_known(tmp_path):
    store = Store.create(tmp_path)
    crawl = CrawlStore(store)
    with store.writing():
        ids = [crawl.add(Wanted(f"{HOME}{name}", Role.PAGE, 0))[0] for name in "abc"]
        for id, after in zip(ids, "bcb", strict=True):
            crawl.answered(Answer(id, Role.PAGE, 302, location=f"{HOME}{after}"))
    assert Crawled(store).chain(ids[0]).loops


@pytest.mark.parametrize("damage", ["cut", "random", "newer", "empty"])
def test_a_damaged_store_is_told_in_a_sentence(damage, tmp_path):
    filled(tmp_path).close()
    file = tmp_path / FILE
    if damage == "newer":
        db = sqlite3.connect(file)
        db.execute("PRAGMA user_version = 99")
        db.close()
    else:
        file.write_bytes({"cut": file.read_bytes()[:700], "random": b"\x07" * 9000, "empty": b""}[damage])
    with pytest.raises(AuditorError) as told:
        Crawled(Store.open(tmp_path))
    assert str(tmp_path) in str(told.value)


def test_a_folder_is_held_by_one(tmp_path):
    with locked(tmp_path), pytest.raises(AuditorError, match="Another audit"), locked(tmp_path):
        pass
