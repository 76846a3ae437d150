"""The store: what is written together stays together, and what cannot be read is said in a sentence."""

import sqlite3

import pytest

from auditor.core.errors import AuditorError
from auditor.core.records import Failure, Journey, Link, LinkKind, Region
from auditor.core.store import FILE, Role, Store
from auditor.core.store.crawl import Answer, CrawlStore, Waiting, Wanted
from auditor.core.store.reading import Crawled
from auditor.core.store.store import locked

HOME = "http://shop.example/"


def waiting(crawl: CrawlStore, path: str, role: Role = Role.PAGE) -> Waiting:
    """An address that was added."""
    address, _ = crawl.add(Wanted(f"{HOME}{path}", role, 0))
    return Waiting(address, f"{HOME}{path}", role, 0)


def filled(folder) -> Store:
    """A crawl of three addresses: home links to a, which redirects to b."""
    store = Store.create(folder)
    crawl = CrawlStore(store)
    with store.writing():
        home, a, b = waiting(crawl, "", Role.HOME), waiting(crawl, "a"), waiting(crawl, "b")
        link = Link(f"{HOME}a", LinkKind.ANCHOR, Region.MAIN, "A", "top", nofollow=True)
        crawl.answered(Answer(home, 200, html="<a href=/a#top>A</a>"), [(link, a.id)])
        crawl.answered(Answer(a, 301, location=f"{HOME}b"))
        crawl.answered(Answer(b, failure=Failure.TIMED_OUT))
    store.put("url", HOME)
    return store


def test_what_was_crawled_comes_back(tmp_path):
    crawled = Crawled(filled(tmp_path))
    home, a = crawled.id_of(HOME), crawled.id_of(f"{HOME}a")
    assert crawled.html(home) == "<a href=/a#top>A</a>"
    assert crawled.final_of(a).failure is Failure.TIMED_OUT
    assert crawled.links_of(home) == (Link(f"{HOME}a", LinkKind.ANCHOR, Region.MAIN, "A", "top", nofollow=True),)


def test_bodies_come_back_whichever_dictionary_packed_them(tmp_path):
    store = Store.create(tmp_path)
    crawl = CrawlStore(store)
    bodies = [f"<html><p>{'the same for all ' * 99}</p>{number} äö漢</html>" for number in range(60)]
    with store.writing():
        kept = [waiting(crawl, str(number)) for number in range(60)]
        for one, html in zip(kept[:40], bodies, strict=False):
            crawl.answered(Answer(one, 200, html=html))
        crawl.forget()
        for one, html in zip(kept[40:], bodies[40:], strict=True):
            crawl.answered(Answer(one, 200, html=html))
    assert store.db.execute("SELECT count(DISTINCT ifnull(dictionary, 0)) FROM body").fetchone() == (2,)
    crawled = Crawled(store)
    assert [crawled.html(one.id) for one in kept] == bodies


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
    assert Crawled(store).id_of(f"{HOME}c") is None


def test_smaller_roles_come_first_and_win(tmp_path):
    store = Store.create(tmp_path)
    crawl = CrawlStore(store)
    with store.writing():
        crawl.add(Wanted(f"{HOME}p.png", Role.FILE, 1))
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
        some = [waiting(crawl, name) for name in "abcde"]
        for one, after in zip(some, "bcbe", strict=False):
            crawl.answered(Answer(one, 302, location=f"{HOME}{after}"))
    crawled = Crawled(store)
    assert crawled.loops[1:].tolist() == [True, True, True, False, False]
    assert crawled.final_of(some[3].id).url == f"{HOME}e"
    assert [crawled.url(hop) for hop in crawled.hops(some[0].id)] == [f"{HOME}b", f"{HOME}c", f"{HOME}b"]


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


def test_halves_of_characters_in_a_record_are_kept_as_question_marks(tmp_path):
    store = Store.create(tmp_path)
    store.add_journey(Journey("desktop", None, stopped_because="“\ud800” was not found", errors=("é\udfff",)))
    assert [(each.stopped_because, each.errors) for each in store.journeys()] == [("“?” was not found", ("é?",))]
