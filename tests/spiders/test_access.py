"""Shops behind a log-in: opened by what --access gives, which nobody but the shop is ever shown, and which is not kept."""

import itertools
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest
from yarl import URL

from auditor.cli import phases
from auditor.core.access import Access, Cookie, Item, Origin, State
from auditor.core.config import BrowserPart, Config, JourneyPart
from auditor.core.store import Store
from auditor.core.store.reading import Crawled
from spiders.credentials import Credentials
from tests.running import LOOKING_ONLY, auditor, crawled, run_async
from tests.serving import Answer, Served, page, redirect, serving

PASSWORD, TOKEN, SESSION = "c0rrecthorse", "battery5taple", "s3ss10n-of-ours"
BASIC = "Basic " + b64encode(f"preview:{PASSWORD}".encode()).decode()
SECRETS = (PASSWORD, TOKEN, SESSION, BASIC.split()[1])
ACCESS = {
    "basic auth": (f'basic_auth = "preview:{PASSWORD}"', lambda headers: headers.get("Authorization") == BASIC),
    "a header": (f'[headers]\nX-Preview = "{TOKEN}"', lambda headers: headers.get("X-Preview") == TOKEN),
    "a cookie": (f'[cookies]\nsid = "{SESSION}"', lambda headers: f"sid={SESSION}" in headers.get("Cookie", "")),
}
ALL = "\n".join(text for text, _ in ACCESS.values())


def door(opens: Callable[[Mapping[str, str]], bool]) -> Callable[[Mapping[str, str]], Answer | None]:
    return lambda headers: None if opens(headers) else page("<h1>Who is there?</h1>", status=401)


def all_open(headers: Mapping[str, str]) -> bool:
    return all(opens(headers) for _, opens in ACCESS.values())


def written(folder: Path, text: str) -> Path:
    (folder / "access.toml").write_text(text)
    return folder / "access.toml"


def as_localhost(served: Served) -> str:
    return served.url.replace("127.0.0.1", "localhost")


def told_to(served: Served) -> str:
    """Everything that a server was told."""
    return str([*served.headers, *served.requests])


def kept_in(folder: Path) -> str:
    """Everything that an audit keeps: its files as they are, and its bodies unpacked."""
    files = "".join(file.read_bytes().decode("latin-1") for file in folder.rglob("*") if file.is_file())
    store = Store.open(folder)
    crawled = Crawled(store)
    bodies = "".join(crawled.html(address) for address in range(1, len(crawled.every)))
    rows = "".join(str(store.db.execute(f"SELECT * FROM {table}").fetchall()) for table in ("fetch", "browser", "journey", "meta"))
    store.close()
    return files + bodies + rows


@pytest.mark.parametrize(("text", "opens"), ACCESS.values(), ids=ACCESS)
def test_a_shop_opens_to_what_it_wants(text, opens, tmp_path):
    with serving({"/": page("<a href=/a>A</a>"), "/a": page("a")}, door(opens)) as shop:
        pages = crawled(shop.url, tmp_path / "a", "--access", written(tmp_path, text))
        outside = auditor("audit", shop.url, "--out", tmp_path / "b", "--quiet", *LOOKING_ONLY)
        wrong = auditor("audit", shop.url, "--out", tmp_path / "c", "--quiet", *LOOKING_ONLY, "--access",
                        written(tmp_path, "[cookies]\nother = 'value'"))
    assert [one["status"] for one in pages] == [200, 200]
    assert outside.code == wrong.code == 3
    assert "asks for a log-in: `--access FILE` gives one" in outside.err
    assert "asks for a log-in other than the one that --access gives" in wrong.err


def test_the_environment_names_the_file_and_gives_its_values(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITOR_ACCESS", str(written(tmp_path, '[headers]\nX-Preview = "$SHOP_TOKEN"')))
    monkeypatch.setenv("SHOP_TOKEN", TOKEN)
    with serving({"/": page("a")}, door(ACCESS["a header"][1])) as shop:
        (only,) = crawled(shop.url, tmp_path / "a")
    assert only["status"] == 200


def test_other_hosts_are_told_nothing_by_the_crawl(tmp_path):
    with serving({}) as other:
        there = as_localhost(other)
        routes = {"/": page(f"<a href={there}link>L</a><img src={there}i.png><a href=/away>A</a><img src=/away.png>"),
                  "/away": redirect(f"{there}away"), "/away.png": redirect(f"{there}away.png"), "/robots.txt": redirect(f"{there}r")}
        with serving(routes, door(all_open)) as shop:
            crawled(shop.url, tmp_path / "a", "--external-links", "--access", written(tmp_path, ALL))
    asked = {path for _, path in other.requests}
    assert {"/link", "/i.png", "/away.png", "/r"} <= asked
    assert not [secret for secret in SECRETS if secret in told_to(other)]


@pytest.mark.slow
def test_nothing_leaves_for_other_hosts_and_nothing_is_kept(tmp_path):
    echo = f"<p>You are preview:{PASSWORD} ({BASIC}) with {TOKEN} and {SESSION}</p>"
    with serving({"/frame": page("framed"), "/data": Answer(b"{}", headers={"Access-Control-Allow-Origin": "*"})}) as other:
        there = as_localhost(other)
        home = page(f"{echo}<h1>Kettles</h1><a href=/p?key={TOKEN}>Kettle {TOKEN}</a><img src={there}i.png><img src=/away.png>"
                    f"<img src=/gone-{TOKEN}.png>"
                    f"<iframe src={there}frame></iframe><iframe src=/away></iframe><script>console.error('{SESSION}');"
                    f"fetch('{there}data'); fetch('/away-data').catch(() => 0); fetch('/own')</script>")
        routes = {"/": home, "/p": page(f"{echo}<h1>Kettle</h1>"), "/away": redirect(f"{there}away"),
                  "/away-data": redirect(f"{there}away-data"), "/away.png": redirect(f"{there}away.png"),
                  "/own": page("own", headers={"X-Powered-By": TOKEN, "Content-Type": "text/html"})}
        with serving(lambda path: routes.get(path.partition("?")[0]), door(all_open)) as shop:
            run = auditor("audit", shop.url, "--out", tmp_path / "a", "--loopback-only", "--runs", 1, "--access",
                          written(tmp_path, ALL), timeout_s=240)
            measured = [headers for headers in shop.headers if "Chrome/" in headers["User-Agent"]]
    assert run.code == 0, run.err
    assert {"/i.png", "/frame", "/data", "/away", "/away-data", "/away.png"} <= {path for _, path in other.requests}
    assert not [secret for secret in SECRETS if secret in told_to(other)]
    assert measured
    assert all(map(all_open, measured))
    everything = kept_in(tmp_path / "a") + run.out + run.err
    assert not [secret for secret in SECRETS if secret in everything]
    assert f"You are {'*' * len(f'preview:{PASSWORD}')} ({'*' * len(BASIC)}) with" in everything


NINE = "".join(f"<a href=/{number}>N</a>" for number in range(9))
PATHS = {"/", "/robots.txt", "/sitemap.xml", *(f"/{number}" for number in range(9))}


def test_a_session_that_the_shop_renews_stays_open(tmp_path):
    numbers = itertools.count(1)
    now = SESSION

    def rotating(headers: Mapping[str, str]) -> Answer | None:
        nonlocal now
        if f"sid={now}" not in headers.get("Cookie", ""):
            return page("no", status=401)
        now = f"{SESSION}-{next(numbers)}"
        return None

    def find(path: str) -> Answer:
        fresh = {"Content-Type": "text/html", "Set-Cookie": f"sid={now}; Path=/; HttpOnly"}
        return page(f"{now}{NINE}", status=200 if path in PATHS else 404, headers=fresh)

    with serving(find, rotating) as shop:
        pages = crawled(shop.url, tmp_path / "a", "--concurrency", 1, "--access", written(tmp_path, ACCESS["a cookie"][0]))
    assert {one["status"] for one in pages} == {200}
    assert SESSION not in kept_in(tmp_path / "a")


def test_other_cookies_are_not_kept(tmp_path):
    more = {"Content-Type": "text/html", "Set-Cookie": "track=1; Path=/"}
    with serving({"/": page("<a href=/a>A</a>", headers=more), "/a": page("a")}) as shop:
        crawled(shop.url, tmp_path / "a", "--access", written(tmp_path, ACCESS["a cookie"][0]))
    assert set(shop.cookies) == {f"sid={SESSION}"}


def test_a_log_out_is_never_followed_while_logged_in(tmp_path):
    home = page("<a href=/logout>Out</a><a href=/leave>Log out</a><a href=/account/signout>Sign out</a><a href=/a>A</a>")
    with serving({"/": home, "/a": page("a")}, door(all_open)) as shop:
        crawled(shop.url, tmp_path / "a", "--access", written(tmp_path, ALL))
    assert shop.asked("/a")
    assert not [path for path in ("/logout", "/leave", "/account/signout") if shop.asked(path)]


LOGIN = page("<h1>Log in</h1><form method=post><input name=mail><input type=password name=word></form>", title="Log in")
SCRIPTED = page("<script>location.href='/login'</script>")


@pytest.mark.parametrize("wall", [redirect("/login"), SCRIPTED], ids=["a redirect", "a script"])
def test_a_log_in_wall_is_told(wall, tmp_path):
    links = "".join(f"<a href=/{number}>N</a>" for number in range(5))
    routes = {"/login": LOGIN, **{f"/{number}": wall for number in range(5)}}
    with serving({"/": page(links), **routes}) as shop:
        many = auditor("audit", shop.url, "--out", tmp_path / "a", "--quiet", *LOOKING_ONLY, "--access", written(tmp_path, ALL))
        usual = auditor("audit", shop.url, "--out", tmp_path / "b", "--quiet", *LOOKING_ONLY)
    with serving({"/": wall, **routes}) as shop:
        home = auditor("audit", shop.url, "--out", tmp_path / "c", "--quiet", *LOOKING_ONLY)
    assert many.code == 3
    assert "5 of 7 addresses of" in many.err
    assert usual.code == 0, usual.err
    assert home.code == 3
    assert "asks for a log-in: `--access FILE` gives one" in home.err


def test_a_page_that_only_sends_on_is_a_hop(tmp_path):
    with serving({"/": page("<a href=/orders>Orders</a>"), "/orders": SCRIPTED, "/login": LOGIN}) as shop:
        pages = crawled(shop.url, tmp_path / "a")
    finals = {one["url"].removeprefix(shop.url): one["final_url"].removeprefix(shop.url) for one in pages}
    assert finals == {"": "", "orders": "login", "login": "login"}


def test_resume_wants_the_access_that_the_audit_began_with(tmp_path):
    with serving({"/": page("a")}, door(all_open)) as shop:
        keys = Credentials(Access(cookies={"sid": SESSION}), shop.url)
        phases.begin(tmp_path / "a", shop.url, Config(), keys).close()
        without = auditor("resume", tmp_path / "a", "--quiet")
        phases.begin(tmp_path / "b", shop.url, Config(browser=BrowserPart(measure=False),
                                                      journey=JourneyPart(walk=False)), keys).close()
        given = auditor("resume", tmp_path / "b", "--quiet", "--access", written(tmp_path, ALL))
    assert without.code == 2
    assert "was begun with --access" in without.err
    assert given.code == 0, given.err


@pytest.mark.parametrize("address", ["http://u:{}@127.0.0.1:9/", "u:{}@shop.example", "https://{}@shop.example/a", "ftp://u:{}@[x/"])
def test_a_password_in_the_address_is_refused_and_not_repeated(address, tmp_path):
    run = auditor("audit", address.format(PASSWORD), "--out", tmp_path / "a")
    assert run.code == 2
    assert "--access" in run.err
    assert PASSWORD not in run.err
    assert not (tmp_path / "a").exists()


STATE = State(
    (Cookie("own", "1", "shop.example"), Cookie("domain", "2", ".shop.example"), Cookie("deep", "3", "shop.example", "/shop"),
     Cookie("safe", "4", "shop.example", secure=True), Cookie("foreign", "5", "accounts.example")),
    (Origin("https://shop.example", (Item("token", "6"),)), Origin("https://accounts.example", (Item("token", "7"),))))
SENT = {
    "https://shop.example/": {"own", "domain", "safe"},
    "https://shop.example/shop/a": {"own", "domain", "deep", "safe"},
    "https://www.shop.example/": {"domain"},
    "https://img.shop.example/": set(),
    "https://accounts.example/": set(),
    "http://shop.example/": set(),
    "https://shop.example:8443/": set(),
}


@pytest.mark.parametrize(("url", "names"), SENT.items())
def test_cookies_of_a_state_follow_their_rules(url, names):
    async def sent() -> set[str]:
        return set(Credentials(Access(state=STATE), "https://shop.example/").jar.filter_cookies(URL(url)))

    assert run_async(sent()) == names


def test_the_browser_gets_the_shop_s_part_of_a_state():
    async def given() -> dict:
        return Credentials(Access(cookies={"sid": SESSION}, state=STATE), "https://shop.example/").storage_state()["storage_state"]

    state = run_async(given())
    assert [(one["name"], one["domain"]) for one in state["cookies"]] == [
        ("own", "shop.example"), ("domain", ".shop.example"), ("deep", "shop.example"), ("safe", "shop.example"),
        ("sid", "shop.example"), ("sid", "www.shop.example")]
    assert [one["origin"] for one in state["origins"]] == ["https://shop.example"]


@pytest.mark.parametrize(("url", "theirs"), [
    ("https://shop.example/a", True), ("https://www.shop.example/", True), ("http://shop.example/", False),
    ("https://shop.example.evil.example/", False), ("https://evil.example/?https://shop.example/", False),
    ("https://shop.example@evil.example/", False), ("https://pay.shop.example/", False), ("wss://shop.example/", False),
])
def test_headers_are_for_the_shop_alone(url, theirs):
    keys = Credentials(Access(headers={"X-Preview": TOKEN}), "https://shop.example/")
    assert keys.headers_for(url) == ({"X-Preview": TOKEN} if theirs else {})


def test_what_stands_in_the_shop_s_address_is_not_masked():
    keys = Credentials(Access(headers={"X-Env": "staging"}), "https://staging.shop.example/")
    assert keys.masked(b"<a href=https://staging.shop.example/a>") == b"<a href=https://staging.shop.example/a>"


@pytest.mark.parametrize("spelled", [b"a&b c/d7", b"a%26b%20c%2Fd7", b"a&amp;b c/d7", "a&b c/d7".encode("utf-16-le")])
def test_a_secret_is_masked_however_it_is_spelled(spelled):
    keys = Credentials(Access(headers={"X-Preview": "a&b c/d7"}), "https://shop.example/")
    assert keys.masked(b"(" + spelled + b")") == b"(" + b"*" * len(spelled) + b")"


@pytest.mark.slow
def test_a_browser_comes_with_its_storage(tmp_path):
    with serving({"/": page("<h1>Kettles</h1><script>fetch('/as-' + localStorage.getItem('who'))</script>")}) as shop:
        cookie = Cookie("sid", SESSION, "127.0.0.1")
        state = State((cookie,), (Origin(shop.url.rstrip("/"), (Item("who", "a-customer"),)),))
        (tmp_path / "state.json").write_bytes(msgspec.json.encode(state))
        auditor("check", shop.url, "SPD-02", "--runs", 1, "--loopback-only", "--access", tmp_path / "state.json")
    assert shop.asked("/as-a-customer")
    assert set(shop.cookies) == {f"sid={SESSION}"}
