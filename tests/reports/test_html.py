"""The HTML report says what the audit holds, says it of the right shop, and lets no text of the shop's become code."""

import base64
import hashlib
import re
from pathlib import Path

import msgspec
import pytest
from lxml import html
from PIL import Image

from auditor.core.audit import Audit, from_json, to_json
from auditor.core.principles import PRINCIPLES
from auditor.core.records import PageKind, Reach, Stop
from auditor.core.severity import SEVERITIES, Factor, Stage, Team
from reports.html import render
from reports.html.defects import Defect
from reports.html.words import clean, cut, entry, say
from tests.golden import audits
from tests.golden.screens import draw_screens
from tests.golden.seen import desk_walk

AUDITS = (audits.rich, audits.bare, audits.perfect, audits.no_shop)
SECTIONS = ["verdict", "walk", "principles", "speed", "finding", "teams", "findings", "good", "unmeasured", "method"]
PICTURE = re.compile(r"data:image/webp;base64,[^\"]*")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    draw_screens(folder)
    return folder


def tree_of(audit: Audit, folder: Path = Path("nowhere")) -> html.HtmlElement:
    return html.document_fromstring(render(audit, folder))


def text_of(tree: html.HtmlElement, path: str) -> str:
    return " ".join(tree.xpath(path)[0].text_content().split())


def heading(tree: html.HtmlElement, section: str) -> str:
    return text_of(tree, f"//*[@id='h-{section}']")


@pytest.mark.parametrize("make", AUDITS)
def test_every_section_is_there_in_order_whatever_the_audit_holds(make):
    tree = tree_of(make())
    assert tree.xpath("//main/section/@id") == SECTIONS
    assert all(heading(tree, section) for section in SECTIONS)
    assert len(tree.xpath("//h1")) == 1


@pytest.mark.parametrize("make", AUDITS)
def test_a_report_made_of_the_json_is_the_same(make):
    audit = make()
    assert render(from_json(to_json(audit)), Path("nowhere")) == render(audit, Path("nowhere"))


@pytest.mark.parametrize("make", AUDITS)
def test_nothing_is_asked_of_a_network_and_all_code_is_vouched_for(make, folder):
    page = render(make(), folder)
    tree = html.document_fromstring(page)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; img-src data:;")
    for tag in ("style", "script"):
        code = re.search(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        assert f"{tag}-src 'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" in policy
    assert not tree.xpath("//*[@style or @src[not(starts-with(., 'data:'))] or self::link or self::iframe or self::object]")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not re.search(r"url\((?!#)|@import", page)


def test_the_shops_texts_stay_texts():
    tree = tree_of(audits.bare())
    assert len(tree.xpath("//script")) == 1
    assert "<script>alert(1)</script>" in text_of(tree, "//header")
    assert not tree.xpath("//@href[starts-with(., 'javascript')]")
    assert not set("\u202e\x07") & set(tree.text_content())


def test_the_foot_of_printed_pages_cannot_be_broken_out_of():
    audit = audits.bare()
    audit = msgspec.structs.replace(audit, shop=msgspec.structs.replace(audit.shop, name='"}</style><script>'))
    assert len(tree_of(audit).xpath("//script")) == 1


@pytest.mark.parametrize(("text", "cleaned"), [
    ("two\nlines\tand", "two lines and"),
    ("a\u202eb\u2066c\u200f", "a\ufffdb\ufffdc\ufffd"),
    ("bell\x07 null\x00 lone\ud800", "bell\ufffd null\ufffd lone\ufffd"),
    ("שלום 你好 👩‍👩‍👧", "שלום 你好 👩‍👩‍👧"),
])
def test_texts_lose_what_disturbs_and_nothing_else(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(("text", "short"), [
    ("short enough", "short enough"),
    ("one two three four", "one two…"),
    ("x" * 20, "x" * 11 + "…"),
])
def test_long_texts_are_cut_at_a_word(text, short):
    assert cut(text, 12) == short


def test_the_score_stands_with_its_band_and_what_it_rests_on():
    tree = tree_of(audits.rich())
    assert text_of(tree, "//p[@class='score']") == "60of 100Needs work"
    verdict = text_of(tree, "//section[@id='verdict']")
    assert "60 today. The checks add up to 65; one open blocker holds the shop at 60." in verdict
    assert "Rests on 47 of 54 checks over 412 pages." in verdict


def test_mends_begin_with_the_blocker_and_go_on_by_gain():
    tree = tree_of(audits.rich())
    assert [text_of(mend, ".//a").split(":")[0] for mend in tree.xpath("//li[@class='mend']")] == ["see how"] * 5
    assert tree.xpath("//li[@class='mend']//a/@href") == ["#f-JRN-02", "#f-SPD-01", "#f-INT-04", "#f-LNK-01", "#f-DLV-01"]
    assert [text_of(mend, ".//*[@class='gain']") for mend in tree.xpath("//li[@class='mend']")] == [
        "60 → 69lifts the limit", "+3.1", "+1.8", "+1.5", "+1.2"]


def test_nothing_is_foretold_while_blockers_lie_beyond_the_list():
    audit = audits.rich()
    failed = {one.id for one in audit.checks[:6]}
    blocked = tuple(msgspec.structs.replace(one, severity="blocker") if one.check in failed else one for one in audit.findings)
    tree = tree_of(msgspec.structs.replace(audit, findings=blocked))
    assert len(tree.xpath("//li[@class='mend']")) == 5
    assert not tree.xpath("//*[@id='sum' or @id='next-value' or @id='mend-1']")


def test_the_verdict_tells_where_the_walk_ended():
    way, costs = heading(tree_of(audits.rich()), "verdict").split(". ")
    assert way == "On a phone the way to buy ends at the cart; at a desk it is open"
    assert costs == "Most points are lost to slow pages and gaps in privacy."


@pytest.mark.parametrize("reach", [*list(Reach)[:-1], None])
@pytest.mark.parametrize("stop", [*Stop, None])
def test_every_way_a_walk_can_end_has_words(reach, stop):
    walked = [step for step in desk_walk().steps if reach and list(Reach).index(step.reach) <= list(Reach).index(reach)]
    journey = msgspec.structs.replace(
        desk_walk(), reached=reach, stop=stop, stopped_because="something was in the way", steps=tuple(walked),
        clicks_to_checkout=None)
    tree = tree_of(msgspec.structs.replace(audits.perfect(), journeys=(journey,)))
    assert len(tree.xpath("//li[contains(@class, 'absent')]")) == 5 - len(walked)
    blamed = bool(tree.xpath("//p[@class='stop bad']"))
    assert blamed == (stop is Stop.SHOP)


def test_a_walk_that_was_kept_out_is_not_held_against_the_shop():
    journey = msgspec.structs.replace(desk_walk(), reached=Reach.CART, stop=Stop.WALL, stopped_because="a log-in was asked for")
    tree = tree_of(msgspec.structs.replace(audits.perfect(), journeys=(journey,)))
    assert "could not be followed further" in heading(tree, "walk")
    assert "ends at" not in heading(tree, "verdict")


def rows(tree: html.HtmlElement) -> dict[str, list[str]]:
    """What the walk saw: the cells of each row of the table, by its name."""
    return {text_of(row, "th"): [" ".join(cell.text_content().split()) for cell in row.xpath("td")]
            for row in tree.xpath("//table[@class='walked stack']//tr[td]")}


def test_each_step_tells_what_it_cost_what_was_in_the_way_and_what_was_pressed(folder):
    tree = html.document_fromstring(render(audits.rich(), folder))
    home, category, *_ = tree.xpath("//div[@class='walk phone']//li")
    assert "In the way: a consent layer and a newsletter layer." in text_of(home, ".//div[@class='told']")
    assert "Framed: “Fiction”, pressed next." in text_of(home, ".//div[@class='told']")
    assert text_of(category, ".//p[@class='c']") == "2 clicks · 3.9 s"
    frame = home.xpath(".//rect[@class='line']")[0]
    assert float(frame.get("x")) == pytest.approx(24 * 312 / 412, abs=1)
    stopped = tree.xpath("//div[@class='walk phone']//li")[3]
    assert "“Proceed to checkout”, pressed last." in text_of(stopped, ".//div[@class='told']")
    assert text_of(stopped, ".//p[@class='c']") == "2 clicks · 2.9 s · first change after 0.3 s"
    assert len(tree.xpath("//div[@class='walk phone']//ul[@class='detours']/li")) == 2
    assert not tree.xpath("//div[@class='walk desk']//ul[@class='detours']")


def test_what_the_walk_saw_is_told_device_beside_device():
    told = rows(tree_of(audits.rich()))
    assert told["Clicks to the product"] == ["3, where the shop’s links allow 2", "2, the fewest that the shop’s links allow"]
    assert told["In the list"] == ["£15.99", "£17.99"]
    assert told["On the product’s page"] == ["£17.99"]  # the same on both
    assert told["The sum at the checkout"] == ["Not seen", "£21.94"]
    assert told["Added by nobody’s wish"] == ["Bookmark of brass, £4.00", "None"]
    assert told["By its name"] == ["“The Anubis Gates”: found at place 1 of 3"]
    assert told["With a slip of the finger"] == ["“Anubsi”: no result", "“Anubsi”: found at place 4 of 12"]
    assert told["Suggested while typing"][1] == "The Anubis Gates, The Drawing of the Dark, Declare and 1 more"
    assert told["It is kept when the page is loaded again"] == ["No", "Yes"]
    assert told["Has to be filled in"] == ["Not seen", "E-mail address, First name, Last name, Address and Postcode"]
    assert told["Wallets"] == ["Not seen", "PayPal and Apple Pay"]
    assert told["Failed meanwhile, for the engineer"][0] == "GET /basket/offers answered 500 and A script failed: cart is null"


def test_what_no_walk_saw_has_no_row():
    bare = msgspec.structs.replace(desk_walk(), search=None, cart=None, door=None, listed_price=None, cart_price=None)
    tree = tree_of(msgspec.structs.replace(audits.perfect(), journeys=(bare,)))
    assert list(rows(tree)) == ["Clicks to the product", "Options chosen", "On the product’s page", "Steps that it announces"]


def test_what_was_left_out_is_said_where_it_would_stand():
    tree = tree_of(audits.bare())
    assert heading(tree, "walk") == "The walk to the checkout was left out of this audit."
    assert heading(tree, "speed") == "Measuring in a browser was left out of this audit."
    assert "The shop stopped answering. It had seen 2 pages" in text_of(tree, "//aside[@class='notice']")


def test_a_site_that_sells_nothing_is_said_not_to_look_like_a_shop():
    tree = tree_of(audits.no_shop())
    assert "does not look like a shop" in heading(tree, "verdict")
    assert text_of(tree, "//p[@class='score']") == "Not measured"
    assert heading(tree, "findings") == "No check could be made, so nothing was found."


def test_a_shop_without_a_fault_is_told_so():
    tree = tree_of(audits.perfect())
    assert heading(tree, "findings") == "Nothing to mend was found in 14 checks."
    assert heading(tree, "principles") == "No principle loses points."
    assert not tree.xpath("//form")


def test_a_thin_score_is_called_so():
    tree = tree_of(audits.bare())
    assert heading(tree, "verdict").startswith("Only a part of the shop could be judged.")
    assert "1 of 8, unsure" in text_of(tree, "//details[@id='p-search-engines']")
    assert "fewer than 6 in 10" in text_of(tree, "//section[@id='verdict']")


def test_a_card_gathers_what_one_check_found():
    tree = tree_of(audits.rich())
    card = tree.get_element_by_id("f-LNK-01")
    assert text_of(card, ".//h3") == "17 links lead to pages that do not exist"
    assert "17 addresses" in text_of(card, ".//summary")
    addresses = [text_of(row, ".//code") for row in card.xpath(".//tbody/tr")]
    assert addresses == [f"/catalogue/out-of-print-{n}_{100 + n}/" for n in range(5)]
    assert "“Our autumn books” on /blog/0/" in text_of(card, ".//tbody/tr")
    assert "and 12 more, in audit.json" in text_of(card, ".//div[@class='text']")
    assert len(tree.xpath("//details[contains(@class, 'card')]")) == 24


def test_findings_that_differ_share_a_heading_and_keep_their_words():
    card = tree_of(audits.rich()).get_element_by_id("f-SEO-01")
    assert text_of(card, ".//h3") == "The title has 1 characters, of which search results show about 60, and 37 more like it"
    assert text_of(card, ".//ul[@class='where']/li[2]/i").startswith("The title has 2 characters")


def test_what_a_person_must_decide_comes_last_and_promises_no_points():
    tree = tree_of(audits.rich())
    cards = tree.xpath("//details[contains(@class, 'card')]")
    assert [card.get("id") for card in cards][-2:] == ["f-NAV-03-look", "f-REV-02-look"]
    assert text_of(cards[-1], ".//span[@class='gain']") == ""
    assert tree.xpath("//ul[@class='looks']//a/@href") == ["#f-NAV-03-look", "#f-REV-02-look"]


def test_pictures_are_small_webp_and_frame_what_is_meant(folder):
    page = render(audits.rich(), folder)
    pictures = PICTURE.findall(page)
    assert len(pictures) == 9 + 3
    assert max(map(len, pictures)) < 30_000 * 4 / 3 + 30
    frame = html.document_fromstring(page).xpath("//details[@id='f-JRN-02']//rect[@class='line']")[0]
    left, width = float(frame.get("x")), float(frame.get("width"))
    assert (left, width) == (pytest.approx(24 * 600 / 412, abs=1), pytest.approx(364 * 600 / 412, abs=1))


def test_pictures_that_are_missing_or_broken_or_elsewhere_are_left_out(folder, tmp_path):
    (tmp_path / "screens").mkdir()
    (tmp_path / "screens" / "desk-home.png").write_bytes(b"no picture")
    Image.new("RGB", (9, 9)).save(tmp_path.parent / "secret.png")
    audit = audits.perfect()
    steps = list(audit.journeys[0].steps)
    steps[1] = msgspec.structs.replace(steps[1], screenshot="../secret.png")
    journey = msgspec.structs.replace(audit.journeys[0], steps=tuple(steps))
    assert not PICTURE.findall(render(msgspec.structs.replace(audit, journeys=(journey,)), tmp_path))


def test_the_weight_stays_small_with_forty_findings():
    audit = audits.rich()
    failed = [one for one in audit.checks if one.outcome == "fail"][:16]
    again = [msgspec.structs.replace(one, id=f"{one.id}-again", code=f"{one.code}X") for one in failed]
    found = [msgspec.structs.replace(one, check=f"{one.check}-again") for one in audit.findings]
    audit = msgspec.structs.replace(audit, checks=(*audit.checks, *again), findings=(*audit.findings, *found))
    page = PICTURE.sub("", render(audit, Path("nowhere")))
    assert page.count('<details class="card') == 40
    assert len(page.encode()) <= 160 * 1024
    assert len(re.search("<script>(.*?)</script>", page, re.DOTALL)[1]) <= 8_000


def test_quotes_from_a_shop_in_another_language_say_so():
    audit = msgspec.structs.replace(audits.perfect(), departments=audits.departments())
    assert set(tree_of(audit).xpath("//ul[@class='tree']//bdi/@lang")) == {"de"}
    assert not tree_of(audits.rich()).xpath("//ul[@class='tree']//bdi/@lang")


@pytest.mark.parametrize(("words", "values"), [
    ("severity", [*SEVERITIES, "review"]), ("stage", Stage), ("team", Team), ("factor", Factor), ("station", Reach),
    ("kind.name", PageKind), ("kind.one", PageKind), ("kind.many", PageKind), ("principle.noun", PRINCIPLES),
    ("principle.weak", PRINCIPLES), ("verdict.stopped_at", Reach)])
def test_the_catalogue_knows_every_value(words, values):
    assert {str(value) for value in values} <= set(entry(words))


def test_words_are_calm():
    said = Path(render.__code__.co_filename).with_name("words.en.toml").read_text(encoding="utf-8").split("\n", 2)[2]
    assert "!" not in said
    assert not re.search(r"\b(violat|illegal|does not exist|passes Core)", said)


def test_one_is_singular():
    assert (say("count.page", 1), say("count.page", 1204)) == ("1 page", "1,204 pages")


def test_each_group_of_pages_is_counted_and_one_message_on_many_pages_is_one():
    one = audits.rich().findings[0]
    groups = [msgspec.structs.replace(one, fingerprint=str(number), pages=2, message="2 pages are alike") for number in range(4)]
    pages = [msgspec.structs.replace(one, fingerprint=str(number), pages=1, message="It has no description") for number in range(4)]
    check = next(check for check in audits.rich().checks if check.id == one.check)
    told = [Defect(check, tuple(some), "https://shop.example/", review=True).heading for some in (groups, pages)]
    assert told == ["2 pages are alike, and 3 more like it", "It has no description"]
