"""How fast a guest asks: slower where a host is in trouble or says so, never faster than robots.txt or the user allow."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from spiders.crawl import limits_for
from spiders.gate import RobotRules
from spiders.headers import retry_after_s
from spiders.pace import GUEST, LOCAL, SLOWEST_S, Line, Pace, Pauses, Turn
from tests.running import audited, run_async
from tests.serving import Answer, page, serving

SHOP = "https://www.example.com/"
TEXT = {"Content-Type": "text/plain"}


@pytest.mark.parametrize(("status", "told", "rest_s"), [
    (429, "7", 7), (503, " 120 ", 120), (429, "0", 0), (429, "", None), (429, None, None), (200, "7", None), (404, "7", None),
    (429, "soon", None), (429, "-5", None), (503, "99999999999999999999", 999_999_999), (429, "١٢", None),
    (503, "Wed, 21 Oct 2015 07:28:00 GMT", 0), (503, "Fri, 99 Foo 2015", None)])
def test_retry_after_is_read(status, told, rest_s):
    assert retry_after_s(status, {} if told is None else {"Retry-After": told}) == rest_s


def test_retry_after_may_be_a_date():
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert 55 < retry_after_s(503, {"Retry-After": soon}) <= 60


@pytest.mark.parametrize(("text", "delay_s"), [
    ("User-agent: *\nCrawl-delay: 2.5", 2.5), ("User-agent: StorefrontAuditor\nCrawl-delay: 4\nUser-agent: *\nCrawl-delay: 9", 4),
    ("User-agent: *\nRequest-rate: 1/10s", 10), ("User-agent: *\nRequest-rate: 2/1m\nCrawl-delay: 3", 30), ("User-agent: *\nDisallow:", 0),
    ("User-agent: *\nCrawl-delay: -1", 0), ("User-agent: *\nCrawl-delay: inf", 0), ("User-agent: *\nRequest-rate: 1/0", 0),
    ("User-agent: Bingbot\nCrawl-delay: 9", 0)])
def test_the_delay_that_robots_asks_for(text, delay_s):
    assert RobotRules(200, text).delay_s == delay_s


def test_all_hosts_of_an_owner_wait_in_one_line():
    pace = Pace(GUEST, SHOP)
    pace.heed("https://example.com/robots.txt", 4)
    assert [pace.least_s(url) for url in (SHOP, "https://img.example.com/a", "https://example.org/")] == [4, 4, 0.2]


@pytest.mark.parametrize(("url", "rate", "own_shop", "least_s"), [
    (SHOP, None, False, 10), (SHOP, 2, False, 10), (SHOP, 0.05, False, 20), (SHOP, 2, True, 0.5),
    ("http://localhost/", None, False, 10), ("http://localhost/", 2, False, 0.5)])
def test_the_slower_of_robots_and_rate_wins_unless_the_shop_is_ones_own(url, rate, own_shop, least_s):
    pace = Pace(limits_for(url, None, rate, own_shop), url)
    pace.heed(url, 10)
    assert pace.least_s(url) == least_s


def test_a_delay_without_end_is_capped():
    pace = Pace(LOCAL, "http://localhost/")
    pace.heed("http://localhost/", 86_400)
    assert pace.least_s("http://localhost/") == SLOWEST_S


def test_trouble_slows_down_and_good_answers_speed_up_again():
    line = Line(GUEST)
    turn = Turn(line)
    turn.answered(0.1, 500, {})
    turn.failed()
    slower = line.delay_s
    assert slower == pytest.approx(0.45)
    turn.answered(0.1, 404, {})
    assert line.delay_s == slower
    for _ in range(20):
        turn.answered(0.1, 200, {})
    assert line.delay_s == GUEST.delay_s
    for _ in range(50):
        turn.answered(0.1, 500, {})
    assert line.delay_s == SLOWEST_S


def test_a_server_on_this_machine_is_slowed_by_its_own_word_alone():
    line = Line(LOCAL)
    turn = Turn(line)
    turn.answered(2.0, 500, {})
    assert line.delay_s == 0
    turn.answered(0.1, 429, {})
    assert line.delay_s > 0


def test_the_whole_line_rests():
    async def waited() -> list[float]:
        line, began = Line(LOCAL), time.monotonic()
        async with Turn(line) as turn:
            turn.answered(0.1, 503, {"Retry-After": "1"})
        times = []
        for _ in range(3):
            async with Turn(line):
                times.append(time.monotonic() - began)
        return times

    assert min(run_async(waited())) >= 1


def test_pages_in_the_browser_are_opened_one_after_the_other():
    async def waited() -> float:
        pauses, began = Pauses(0.2), time.monotonic()
        for _ in range(3):
            await pauses.wait()
            pauses.asked()
        return time.monotonic() - began

    assert 0.4 <= run_async(waited()) < 2


def test_crawl_delay_holds_for_pages_and_pictures_alike_and_is_told(tmp_path):
    times = []
    links = "".join(f"<a href=/{number}>n</a><img src=/{number}.png>" for number in range(3))

    def find(path: str) -> Answer | None:
        times.append(time.monotonic())
        robots = Answer(b"User-agent: *\nCrawl-delay: 0.2", headers=TEXT)
        return {"/robots.txt": robots, "/": page(links)}.get(path, page("leaf"))

    with serving(find) as shop:
        told = audited(shop.url, tmp_path / "a")
    gaps = [later - earlier for earlier, later in pairwise(sorted(times)[1:])]
    assert len(gaps) > 6
    assert told["crawl_delay"] == {"asked_s": 0.2, "kept_s": 0.2}
    assert "robots.txt asks for 0.2 s between requests; at least 0.2 s were left" in (tmp_path / "a" / "report.html").read_text()
    assert sum(gaps) / len(gaps) > 0.18
