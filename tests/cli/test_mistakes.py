"""Bad input gets one clear sentence and the right exit code; no traceback reaches a user."""

import socket
import time

import pytest

from tests.running import LOOKING_ONLY, auditor
from tests.serving import Answer, page, redirect, serving

MISTAKES = {
    "no scheme": (["audit", "shop.example", "--out", "x"], "Did you mean https://shop.example?"),
    "ftp": (["audit", "ftp://shop.example/", "--out", "x"], "http:// or https://"),
    "no dot": (["audit", "http://shop/", "--out", "x"], "has no dot"),
    "no address": (["audit", "hello world", "--out", "x"], "is not an address"),
    "no host": (["audit", "http:///", "--out", "x"], "is not an address"),
    "bad port": (["audit", "http://shop.example:99999999/", "--out", "x"], "is not an address"),
    "bad option": (["audit", "http://shop.example/", "--out", "x", "--max-page", "3"], "--max-pages"),
    "bad value": (["audit", "http://shop.example/", "--out", "x", "--max-pages", "none"], "--max-pages"),
    "somebody else's checkout": (["audit", "http://127.0.0.1:9/", "--out", "x", "--fill-checkout"], "say --own-shop as well"),
    "unknown verb": (["audti"], "Did you mean audit?"),
    "unknown check": (["check", "http://127.0.0.1/", "LNK-99"], "Did you mean LNK-0"),
    "unknown check to explain": (["explain", "sound-links/broken-link"], "Did you mean sound-links/broken-links?"),
    "no such folder": (["report", "nowhere"], "There is no audit in nowhere"),
    "no such folder to resume": (["resume", "nowhere"], "There is no audit in nowhere"),
    "no such configuration": (["audit", "http://127.0.0.1:9/", "--out", "x", "--config", "none.toml"], "none.toml"),
}


def one_sentence(run) -> str:
    """The one line that a mistake is answered with."""
    assert "Traceback" not in run.err
    lines = [line for line in run.err.splitlines() if line.startswith("auditor: ")]
    assert len(lines) == 1, run.err
    return lines[0]


@pytest.mark.parametrize(("arguments", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_answered_with_a_sentence(arguments, words, tmp_path):
    run = auditor(*arguments, cwd=tmp_path)
    assert run.code == 2
    assert words in one_sentence(run)


@pytest.mark.parametrize(("text", "words"), [
    ("[crawl]\nmax_page = 3", "there is no key crawl.max_page. Did you mean max_pages?"),
    ("[crawl]\nmax_pages = 'x'", "crawl.max_pages"),
    ("[checks.LNK-99]\n", "There is no check LNK-99"),
    ("[checks.PDP-02]\nleest = 3", "Did you mean least?"),
    ("[principles]\nsped = 3", "Did you mean speed?"),
    ("[crawl", "cannot be read"),
])
def test_a_wrong_configuration_is_answered_with_a_sentence(text, words, tmp_path):
    (tmp_path / "auditor.toml").write_text(text)
    run = auditor("audit", "http://127.0.0.1:9/", "--out", "x", cwd=tmp_path)
    assert run.code == 2
    assert words in one_sentence(run)


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_a_shop_that_is_down(tmp_path):
    run = auditor("audit", f"http://127.0.0.1:{closed_port()}/", "--out", tmp_path / "a", "--quiet")
    assert run.code == 3
    assert "connection refused" in one_sentence(run)
    assert (tmp_path / "a" / "audit.sqlite").exists()


def test_a_host_that_does_not_exist(tmp_path):
    run = auditor("audit", "http://nobody.invalid/", "--out", tmp_path / "a", "--quiet")
    assert run.code == 3
    assert "host not found" in one_sentence(run)


def endless(handler) -> None:
    """A body without end, as far as the client lets it."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        handler.wfile.write(b"<p>more</p>" * 10_000)


NOTHING = {
    "robots forbids all": ({"/robots.txt": Answer(b"User-agent: *\nDisallow: /\n"), "/": page("hello")}, "robots.txt forbids it"),
    "robots is broken": ({"/robots.txt": Answer(status=500), "/": page("hello")}, "robots.txt could not be read"),
    "no HTML": ({"/": Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})}, "did not answer with an HTML page"),
    "an error": ({"/": page("oops", status=500)}, "answered with an error (500)"),
    "a wall": ({"/": page("no", status=403)}, "answered 403 instead of its home page"),
    "sent elsewhere": ({"/": redirect("http://elsewhere.example/")}, "audit that address"),
    "an endless body": ({"/": Answer(stream=endless)}, "body too large"),
    "redirects in a circle": ({"/": redirect("/a"), "/a": redirect("/")}, "circle"),
}


@pytest.mark.parametrize(("routes", "words"), NOTHING.values(), ids=NOTHING)
def test_nothing_to_judge_is_told_with_its_reason(routes, words, tmp_path):
    with serving(routes) as shop:
        run = auditor("audit", shop.url, "--out", tmp_path / "a", "--quiet")
    assert run.code == 3
    assert words in one_sentence(run)


@pytest.mark.parametrize("body", ["", "<h1>My holidays</h1><p>We went to the sea.</p>"], ids=["empty", "no shop"])
def test_a_page_that_is_no_shop_is_audited_and_said_not_to_be_one(body, tmp_path):
    with serving({"/": page(body)}) as shop:
        run = auditor("audit", shop.url, "--out", tmp_path / "a", *LOOKING_ONLY)
    assert run.code == 0
    assert "does not look like a shop" in run.out


def test_a_finished_folder_is_only_replaced_when_forced(tmp_path):
    with serving({"/": page("hello")}) as shop:
        arguments = ("audit", shop.url, "--out", tmp_path / "a", "--quiet", *LOOKING_ONLY)
        assert auditor(*arguments).code == 0
        refused = auditor(*arguments)
        assert refused.code == 2
        assert "--force" in one_sentence(refused)
        assert auditor(*arguments, "--force").code == 0
    finished = auditor("resume", tmp_path / "a")
    assert finished.code == 0
    assert "is finished" in finished.out


def test_gates(tmp_path):
    with serving({"/": page("<a href=/gone>Gone</a>")}) as shop:
        audit = ("audit", shop.url, "--out", tmp_path / "a", "--force", *LOOKING_ONLY)
        assert auditor(*audit, "--fail-under", "100").code == 1
        assert auditor(*audit, "--fail-on", "major").code == 1
        assert auditor(*audit, "--fail-under", "0").code == 0
        printed = auditor(*audit, "--json")
    assert printed.json["schema"] == "storefront-audit/1"
    assert printed.json == auditor("report", tmp_path / "a", "--json").json
