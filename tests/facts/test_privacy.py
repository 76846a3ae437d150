"""What is masked in reports, and what is not."""

import json

import pytest

from auditor.core.finding import Evidence, fail
from auditor.facts.privacy import Own, last_digits, masked, masked_text, persons, without_names
from tests.facts.pages import page
from tests.running import LOOKING_ONLY, auditor
from tests.serving import page as answer
from tests.serving import serving

OWN = Own("shop.example", frozenset({"hello@kettles.example"}), frozenset({last_digits("+49 30 1234567")}))


@pytest.mark.parametrize(("text", "told"), [
    ("Write to jane.doe@gmail.com!", "Write to j…@gmail.com!"), ("<a href='mailto:jane+tea@posteo.de?subject=x'>", "<a href='mailto:j…@posteo.de?subject=x'>"),
    ("/reset?email=jane%40gmail.com&x=1", "/reset?email=j…%40gmail.com&x=1"), ("用户jane@qq.com。", "用…@qq.com。"),
    ("hello@kettles.example or info@shop.example", "hello@kettles.example or info@shop.example"), ("HELLO@Kettles.example", "HELLO@Kettles.example"),
    ("/img/logo@2x.png swiper@8.4.5 vue@3.min.js a @media b", "/img/logo@2x.png swiper@8.4.5 vue@3.min.js a @media b"),
    ("Call +44 20 7946 0958 now", "Call +44… now"), ("Tel.: 0171 2345678", "Tel.: 01…"), ('href="tel:+4917123456789"', 'href="tel:+49…"'),
    ("电话：13812345678", "电话：13…"), ("telephone=02079460958", "telephone=02…"), ("Tel: 030 1234567", "Tel: 030 1234567"),
    ("+49 (30) 123-4567", "+49 (30) 123-4567"),
    ("EAN 4006381333931", "EAN 4006381333931"), ("Article no. 8001234567", "Article no. 8001234567"), ("1,299,000.00 €", "1,299,000.00 €"),
    ("12 345 678 €", "12 345 678 €"), ("2024-11-25 10:15", "2024-11-25 10:15"), ("SKU +12-AB", "SKU +12-AB"), ("/p/12345678901", "/p/12345678901"),
    ("on a phone 12345678 bytes", "on a phone 12345678 bytes"), ("call us 0171 2345678", "call us 01…"), ("ISBN 978-3-16-148410-0", "ISBN 978-3-16-148410-0")])
def test_mails_and_telephones_are_masked_but_the_shops_own(text, told):
    assert masked_text(text, OWN) == told


REVIEWS = """<script type="application/ld+json">{"@type": "Product", "name": "Persuasion", "author": {"@type": "Person", "name": "Jane Austen"},
"review": [{"@type": "Review", "author": {"@type": "Person", "name": "Erika Mustermann"}}, {"@type": "Review", "author": "山田花子"}]}</script>
<div itemscope itemtype="https://schema.org/Review"><meta itemprop="author" content="Paul Dupont"></div>
<div class="review"><i itemprop=author>Ida Bauer</i></div><div class="comment"><a REL = 'author' href="/jo">Jo March</a></div>
<ol class="comments"><li><cite class="comment-author">Ana García</cite><p>Good.</p></li><li><b class="comment-author">Anonymous</b></li></ol>
<p class="author">Leo Tolstoy</p>"""


def test_those_who_write_reviews_and_comments_are_known_and_authors_of_books_are_not():
    assert persons(page(REVIEWS)) == {"Erika Mustermann", "山田花子", "Paul Dupont", "Ida Bauer", "Jo March", "Ana García"}


def test_names_are_masked_everywhere_in_a_finding():
    finding = fail("A review of {name} has no date", name="Ana García", at='<meta itemprop="author" content="Ana García">', key="Ana")
    told = without_names(finding, ["Ana", "Ana García"])
    assert (told.message, told.data, told.evidence) == (
        finding.message, {"name": "A…"}, (Evidence(snippet='<meta itemprop="author" content="A…">'),))
    assert without_names(finding, []) is finding


def test_what_has_nothing_to_mask_is_not_copied():
    finding = fail("A {thing}", thing=[1, {"a": (2.5, None, "b")}])
    assert masked(finding, str) is finding


def test_an_audit_tells_of_no_customer(tmp_path):
    home = answer("""<h1>Kettles</h1><a href=/contact>Contact</a><a href="/gone?email=jane.doe@gmail.com">Reviews by jane.doe@gmail.com</a>
        <a href=/gone2>Tel: 0171 2345678</a><a href=/gone3>Mail hello@kettles-mail.com</a>""", "Kettles")
    contact = answer("""<h1>Contact</h1><p>Write to <a href="mailto:hello@kettles-mail.com">us</a>""", "Contact")
    with serving({"/": home, "/contact": contact}) as shop:
        auditor("audit", shop.url, "--out", tmp_path / "a", "--quiet", *LOOKING_ONLY)
    told, report = (tmp_path / "a" / "audit.json").read_text(), (tmp_path / "a" / "report.html").read_text()
    assert [one["code"] for one in json.loads(told)["findings"]].count("LNK-01") == 3
    for text in (told, report):
        assert "jane.doe" not in text
        assert "2345678" not in text
        assert "j…@gmail.com" in text
        assert "hello@kettles-mail.com" in text
