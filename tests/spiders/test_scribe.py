"""What a page's links become: the fast way over settled links must lose none, wherever the page lies."""

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from auditor.core.store import Role, State, Store
from auditor.core.store import crawl as crawl_module
from auditor.core.store.crawl import Waiting, Wanted
from auditor.core.store.reading import Crawled
from spiders import scribe as scribe_module
from spiders.client import Got
from spiders.plan import Plan
from spiders.scribe import Scribe
from spiders.wanting import UNLINKED_DEPTH

HOME = "https://shop.example/"
HTML = CIMultiDictProxy(CIMultiDict({"Content-Type": "text/html; charset=utf-8"}))


@pytest.mark.parametrize("depth", [0, 7, UNLINKED_DEPTH, UNLINKED_DEPTH + 3])
def test_links_are_queued_from_however_deep(tmp_path, depth):
    store = Store.create(tmp_path)
    scribe = Scribe(Plan(HOME), store, lambda *_: None)
    scribe.add(Wanted(HOME, Role.PAGE, depth))
    (waiting,) = scribe.crawl_store.next(9, ())
    body = "".join(f'<p>Words of {name}</p><a href="/{name}">{name}</a>' for name in ("one", "two", "one")).encode()
    scribe.write(waiting, Got(200, HTML, body, 1.0), None)
    found = {one.url: one.depth for one in scribe.crawl_store.next(9, {waiting.id})}
    store.close()
    assert found == {f"{HOME}one": depth + 1, f"{HOME}two": depth + 1}


class Shop:
    """A scribe at work: pages that are written by their path, with what was met there."""

    def __init__(self, folder):
        self.store = Store.create(folder)
        self.scribe = Scribe(Plan(HOME), self.store, lambda *_: None)

    def write(self, path, depth, *links):
        url = f"{HOME}{path}"
        address = self.scribe.add(Wanted(url, Role.PAGE, depth))
        body = f"<p>Words of {path}</p>" + "".join(f'<a href="/{to}">{words}</a>' for to, words in links)
        self.scribe.write(Waiting(address, url, Role.PAGE, depth), Got(200, HTML, body.encode(), 1.0), None)
        return address

    def row(self, path):
        return self.store.db.execute("SELECT id, state, depth FROM address WHERE url = ?", (f"{HOME}{path}",)).fetchone()

    def targets(self, address):
        return [link.url.removeprefix(HOME) for link in Crawled(self.store).links_of(address)]


@pytest.fixture
def shop(tmp_path):
    shop = Shop(tmp_path)
    yield shop
    shop.store.close()


def test_a_shorter_way_is_heard_of_in_other_words_too(shop):
    shop.write("deep", 5, ("kettle", "Kettle"))
    shop.write("near", 1, ("kettle", "Copper kettle"))
    assert shop.row("kettle")[1:] == (State.QUEUED, 2)


def test_words_that_delete_are_heard_though_others_led_there_before(shop):
    shop.write("one", 1, ("kettle", "Kettle"))
    shop.write("two", 1, ("kettle", "Copper kettle"))
    shop.write("three", 1, ("kettle", "Delete"))
    assert shop.row("kettle")[1] == State.BARRED


def test_more_addresses_than_are_remembered_at_hand_keep_their_ids(shop, monkeypatch):
    for module in (scribe_module, crawl_module):
        monkeypatch.setattr(module, "MOST_REMEMBERED", 4)
    paths = [f"product-{number}" for number in range(40)]
    first = shop.write("first", 0, *((path, path) for path in paths))
    again = shop.write("again", 0, *((path, f"{path}, once more") for path in reversed(paths)))
    assert shop.targets(first) == paths
    assert shop.targets(again) == paths[::-1]


def test_a_step_that_was_rolled_back_is_forgotten(shop):
    """Its ids are given to others."""
    def fail_midway() -> None:
        with shop.store.writing():
            shop.write("slow", 1, ("kettle", "Kettle"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_midway()
    shop.scribe.forget()
    shop.write("quick", 1, ("lamp", "Lamp"), ("table", "Table"))
    assert shop.targets(shop.write("later", 1, ("kettle", "Kettle"), ("lamp", "Lamp"))) == ["kettle", "lamp"]
