"""A hostile page costs itself alone when it is rendered: the crawl ends in time, with all its other pages."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, unquote

import pytest

from spiders.browser import watchdog
from spiders.rendering import tabs
from tests.browser.hostile import BODY, PAGES
from tests.running import LOOKING_ONLY, auditor
from tests.serving import Answer, page, serving

NAMES = [name for name in PAGES if name != "shouts"]
HOME = page("".join(f"<a href='/{quote(name)}'>{name}</a> " for name in NAMES) + "<a href=/last>last</a>" + BODY)
# On a slow machine some of the others come too late.
NEVER_SHOWN, SHOWN = {"never yields", "eats memory"}, {"last", "plain", "dialogs", "prints", "holds back", "asks", "reads files"}


def shop_of(path: str) -> Answer | None:
    name = unquote(path[1:]).partition("?")[0]
    if name in PAGES:
        return page(BODY + PAGES[name] + f"<p>{name}")
    return HOME if path == "/" else page(BODY) if name in ("last", "plain") else page("told") if name.startswith("told") else None


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """Less time and less memory for each page."""
    with pytest.MonkeyPatch.context() as patch:
        for name, seconds in {"SHOWN_WITHIN_S": 6, "QUIET_WITHIN_S": 1, "CLOSE_WITHIN_S": 1}.items():
            patch.setattr(tabs, name, seconds)
        patch.setattr(watchdog, "MOST_BYTES", 150_000_000)
        yield


@pytest.mark.slow
def test_hostile_pages_cost_themselves_alone(tmp_path):
    with serving(shop_of) as shop:
        began = time.monotonic()
        run = auditor("crawl", shop.url, "--out", tmp_path / "a", "--quiet", "--loopback-only", *LOOKING_ONLY, "--render", "always",
                      "--max-pages", len(NAMES) + 3, within=in_a_hurry)
        took_s = time.monotonic() - began
    assert run.code == 0, run.err
    assert took_s < 50
    pages = {unquote(one["url"].split("/", 3)[3]): one["rendered"] for one in auditor("pages", tmp_path / "a", "--json").json}
    assert set(NAMES) <= set(pages)
    assert not [name for name in NEVER_SHOWN if pages[name]]
    assert not [name for name in SHOWN if not pages[name]]
    told = [unquote(path) for _, path in shop.requests]
    assert not [path for path in told if "root:" in path or path.startswith(("/told/place", "/told/camera"))]
