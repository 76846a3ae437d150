"""Texts from a shop are data everywhere: on the terminal, in the report, in audit.json, in the names of files."""

import html
import json
import re
from pathlib import Path

import msgspec
import pytest
from lxml import html as lxml_html
from msgspec import Struct
from rich.console import Console

from auditor.cli import check
from auditor.cli.options import folder_of, shop_address
from auditor.cli.progress import Live, Plain
from auditor.cli.summary import printable
from auditor.core.audit import Audit
from auditor.core.errors import AuditorError
from auditor.core.records import Browser, Door, DoorField, InCart, Journey, Profile, Query, Reach, Search, Step, Stop
from auditor.core.store import Store
from reports.html import SCRIPT, asset
from spiders.browser.chromium import launch_options
from tests.cli.hostile import MARK, TEXTS, routes
from tests.running import LOOKING_ONLY, Run, auditor
from tests.serving import serving

EVERY = tuple(text.encode("utf-8", "replace").decode() for text in TEXTS.values())
OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
OURS = {".lock", "audit.json", "audit.sqlite", "report.html"}
PHONE = Profile("mobile", 412, 823, 1.75, 562.5, 1474.56, 675, 4)
SEEN = {"runs": 1, "profile": PHONE, "chromium": "156", "cpu_index": 1000.0}


class Told(Struct, frozen=True):
    """What was written of the hostile shop: its address, the folder, and what each command said."""

    url: str
    folder: Path
    runs: dict[str, Run]


def walked(url: str) -> Journey:
    """A walk that met the texts wherever a walk meets any."""
    steps = tuple(Step(reach, text, url + text, 900, 1, pressed=text, title=text, in_the_way=EVERY[:3], runners_up=EVERY, screenshot=shot)
                  for reach, text, shot in zip(Reach, EVERY, ("../../../../etc/passwd", "/etc/passwd", "screens/CON\x00.jpg", EVERY[0], "A" * 1000), strict=False))
    door = Door(tuple(DoorField(text, "text", text, text, named=False) for text in EVERY), EVERY, EVERY, EVERY, EVERY, EVERY[1], order_button=EVERY[2])
    search = Search(1, tuple(Query(kind, text, offered=EVERY, screenshot=text) for kind, text in zip(("name", "typo"), EVERY, strict=False)))
    return Journey(
        "mobile", Reach.CART, 7, steps=steps, stop=Stop.SHOP, stopped_because=EVERY[0], cart_signs=EVERY, product_price=EVERY[3], cart_price=EVERY[4],
        product_url=url + EVERY[1], fields=EVERY, detours=EVERY, listed_price=EVERY[5], chosen=EVERY, errors=EVERY, search=search,
        cart=InCart(total=EVERY[3], uninvited=EVERY, coupon_open=True), door=door)


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Told:
    """The shop audited by every command that tells of it; the walk and the browser's records are added by hand."""
    folder = tmp_path_factory.mktemp("hostile") / "a"
    shop_routes: dict = {}
    with serving(shop_routes.get) as shop:
        shop_routes.update(routes(shop.url))
        runs = {"audit": auditor("audit", shop.url, "--out", folder, *LOOKING_ONLY, "--render", "never")}
        store = Store.open(folder)
        store.add_journey(walked(shop.url))
        for text in EVERY:
            store.add_browser(Browser(url=f"{shop.url}?{text}", page_kind="product", device="mobile", console_errors=EVERY, broken_images=EVERY,
                                      consent_layer=text, failure=text, menu_entries=EVERY, screenshot=text, **SEEN))
        store.close()
    for verb in ("judge", "report", "pages", "links"):
        runs[verb] = auditor(verb, folder)
    return Told(shop.url, folder, runs)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Lets pytest-playwright use the Chromium that the auditor itself finds."""
    return launch_options()


def test_every_command_ends_as_it_should(told):
    assert {verb: run.code for verb, run in told.runs.items()} == dict.fromkeys(told.runs, 0), {verb: run.err for verb, run in told.runs.items()}


def test_nothing_reaches_the_terminal_that_it_would_obey(told):
    for verb, run in told.runs.items():
        assert not OBEYED.search(run.out + run.err), verb
        assert not re.search(r"^auditor: two", run.err, re.M), verb
    assert "owned" in told.runs["pages"].out  # it was told all the same
    audit = msgspec.json.decode((told.folder / "audit.json").read_bytes(), type=Audit)
    assert not OBEYED.search("".join(check.told(audit)))


def test_progress_lines_obey_nothing_either(capsys):
    for voice in (Plain(), Live()):
        voice._console = Console(stderr=True, force_terminal=False, soft_wrap=True)
        voice.phase("Crawling", EVERY[0] + TEXTS["console markup"])
        voice._told_at = 0.0
        for text in TEXTS.values():
            voice.line(text)
        voice.close()
    said = capsys.readouterr()
    assert not OBEYED.search((said.out + said.err).replace("\r", ""))
    assert "[bold red]" in said.err


def test_no_text_is_markup_in_the_report(told):
    text = (told.folder / "report.html").read_text(encoding="utf-8")
    assert not OBEYED.search(text)
    root = lxml_html.document_fromstring(text)
    names = {name for element in root.iter("*") for name in (element.tag, *element.attrib)}
    assert not [name for name in names if MARK in str(name) or str(name).startswith("on")]
    assert html.escape(f"<{MARK} onload=mark()>x") in text  # it was told all the same
    assert [script.text for script in root.iter("script")] == [asset(SCRIPT)]
    assert not [element for element in root.iter("iframe", "object", "embed", "form", "base", "link") if element.get("action") or element.tag != "form"]
    asked = [value for element in root.iter("*") for name, value in element.attrib.items() if name in ("href", "src", "srcset", "action", "style", "xlink:href")]
    assert not [value for value in asked if not value.startswith(("#", "data:image/")) and value]


@pytest.mark.slow
def test_nothing_of_the_shop_runs_in_the_report(told, browser):
    heard: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: heard.append(message.text))
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    address = (told.folder / "report.html").as_uri()
    page.on("request", lambda request: request.url.startswith(("data:", address)) or heard.append(request.url))
    page.add_init_script("window.mark = () => console.log('a script of the shop ran')")
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate("for (const one of document.querySelectorAll('a, button')) { if (!/^(https?|mailto):/.test(one.href ?? '')) one.click() }")
    page.wait_for_timeout(50)
    assert page.evaluate(f"document.querySelectorAll('{MARK}, [onload], [onerror]').length") == 0
    page.close()
    assert not heard


def test_audit_json_is_one_document(told):
    audit = json.loads((told.folder / "audit.json").read_bytes())
    assert audit["complete"]
    failed = [one["id"] for one in audit["checks"] if one["outcome"] == "error"]
    assert not failed
    messages = " ".join(finding["message"] for finding in audit["findings"])
    assert "{0.__class__}" in messages
    assert "{{ 7 * 7 }}" in messages


def test_no_file_lies_where_a_text_says(told):
    left = {str(file.relative_to(told.folder)) for file in told.folder.rglob("*") if file.is_file()}
    assert left == OURS
    assert [each.name for each in told.folder.parent.iterdir()] == ["a"]


@pytest.mark.parametrize("address", [
    "http://..%2f..%2fetc/", "http://a.b\\..\\..\\c/", "http://con.example/", f"http://{'a' * 60}.{'b' * 60}.example/", "http://[::1]/", "http://a..b/",
    "http://-rf.example:8080/", "http://.example./", "http://x.y\u2215..\u2215z/", "http://%2e%2e/",
])
def test_a_folder_named_by_a_host_lies_in_audits(address):
    try:
        folder = folder_of(None, shop_address(address))
    except AuditorError:
        return
    assert folder.parent == Path("audits")
    assert folder.name not in ("", ".", "..")
    assert folder.name == printable(folder.name)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_printed_stays_on_its_line(text):
    assert not OBEYED.search(printable(text))
    assert "\n" not in printable(text)
