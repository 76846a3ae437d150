"""What a page's links become: the fast way over settled links must lose none, wherever the page lies."""

import pytest
from multidict import CIMultiDict, CIMultiDictProxy

from auditor.core.store import Role, Store
from auditor.core.store.crawl import Wanted
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
