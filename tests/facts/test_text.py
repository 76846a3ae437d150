"""What a visitor reads, how much it is, how alike texts are, and in which language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts.text import (
    CJK,
    WORD,
    detected_language,
    hash_of,
    main_element,
    main_text,
    paragraphs,
    similar,
    text_hash,
    text_of,
    visible_text,
    word_count,
    words_in,
)
from auditor.facts.tree import parse
from tests.facts import templates
from tests.facts.pages import page

FRAMED = """<header>Logo</header><nav>Menu</nav><main><header><h1>Te<b>a</b></h1></header><nav class="breadcrumb">Home</nav><p>Black
<i>and</i> green</p><script>x()</script><p hidden>no</p><div style="display: none">no</div><template>no</template><aside>Side</aside>
<ul><li>one</li><li>two</li></ul>end</main><footer>Imprint</footer>"""


def test_the_main_part_is_what_the_page_alone_is_about():
    assert paragraphs(page(FRAMED)) == ("Tea", "Black and green", "one", "two", "end")
    assert main_text(page(FRAMED)) == "Tea Black and green one two end"


def test_the_visible_text_is_all_that_is_shown():
    assert visible_text(page(FRAMED)) == "Logo Menu Tea Home Black and green Side one two end Imprint"


@pytest.mark.parametrize(("html", "text"), [
    ("<div id=header>Top</div><div id=content><p>Middle</p></div><div class=footer>End</div>", "Middle"),
    ("<header>Top</header><p>Middle</p><footer>End</footer>", "Middle"),
    ("<nav>Top</nav><article>Middle</article>", "Middle"),
    ("<main>short</main><main>the longer one of two</main>", "the longer one of two"),
    ("<main hidden>no</main><div>Middle</div>", "Middle"),
    ("<div>加<b>入</b>购物车</div>", "加入购物车"),
    ("<p>a&nbsp;b<br>c</p>", "a b c"),
    ("<details><summary>Q</summary>Answer</details>", "Q Answer"),
    ("<dialog>no</dialog><dialog open>yes</dialog>", "yes"),
    ("", ""),
    ("plain", "plain"),
])
def test_the_main_text_where_nothing_marks_it(html, text):
    assert main_text(page(html)) == text


def test_the_main_element_of_an_empty_page_is_its_body():
    assert main_element(page("")).tag == "body"


def test_the_text_of_one_element():
    assert text_of(parse("<div><p>a<b>b</b></p><p hidden>c</p>d</div>").find(".//div")) == "ab d"


@pytest.mark.parametrize(("text", "words"), [
    ("", 0), ("one", 1), ("Don't stop, it's e-mail no. 5", 6), ("加入购物车", 3), ("返品について", 3), ("買う now 今", 3), ("— & !", 0),
])
def test_words(text, words):
    assert words_in(text) == words
    assert word_count(page(f"<main>{text.replace('&', '&amp;')}</main>")) == words


@given(st.text(st.sampled_from("ab Éß²_9'’-.–€™\n日ア한𝒜")))
def test_the_shapes_of_letters_count_the_same_words(text):
    assert words_in(text) == len(WORD.findall(text)) + (len(CJK.findall(text)) + 1) // 2


FIRST = """Every table leaves our workshop by the harbour with two coats of oil, rubbed in by hand and left to dry for a week. The oak is
felled in winter within forty miles of here and seasoned for three years under a roof without walls. Drawers run on waxed rails, never on
steel, and the handles are turned from the offcuts. Scratches may be sanded out and oiled again; we send a small tin with each order."""
OTHER = """Order before noon on a working day and the parcel goes out the same afternoon with the carrier you have chosen. Islands and the
north of Scotland take a day longer. Large pieces are brought by two people at a time agreed by telephone. If nobody is at home the driver
leaves a card and tries again on the following morning, after which you may collect it from the depot within two weeks."""


def test_likeness_of_texts():
    assert similar(hash_of(FIRST), hash_of(FIRST.upper())) == 1
    assert similar(hash_of(FIRST), hash_of(FIRST.replace("a week", "ten days"))) > 0.85
    assert similar(hash_of(FIRST), hash_of(OTHER)) < 0.75
    assert 0 < hash_of(FIRST) < 1 << 64


def test_nothing_is_like_an_empty_text():
    assert hash_of("short") == 0
    assert similar(0, 0) == similar(0, hash_of(FIRST)) == 0
    assert text_hash(page("")) == 0


def test_lists_that_share_only_their_furniture_are_not_alike():
    def shelf(*names):
        return templates.GRID.format("".join(templates.POD.format(name, "9.99") for name in names))

    one = text_hash(page(shelf("Emma", "Middlemarch", "Villette", "Cranford", "Shirley")))
    other = text_hash(page(shelf("Teapot with lid", "Kettle stand", "Sugar bowl", "Milk jug in blue", "Tray of elm")))
    assert similar(one, other) < 0.85


@pytest.mark.parametrize(("text", "language"), [
    ("You may send anything back within thirty days of receiving it, unused and in its packing.", "en"),
    ("Sie können die Ware innerhalb von dreißig Tagen nach Erhalt ohne Angabe von Gründen an uns zurücksenden.", "de"),
    ("Vous pouvez nous retourner les articles dans les trente jours qui suivent la réception de votre commande.", "fr"),
    ("Puede devolver los artículos en un plazo de treinta días desde la recepción de su pedido sin dar motivos.", "es"),
    ("È possibile restituire gli articoli entro trenta giorni dal ricevimento della merce con la confezione.", "it"),
    ("U kunt de artikelen binnen dertig dagen na ontvangst van uw bestelling aan ons terugsturen met het formulier.", "nl"),
    ("我们会在七天内为您办理退货，请保持商品完好。", "zh-Hans"), ("我們會在七天內為您辦理退貨，請保持商品完好。", "zh-Hant"),
    ("商品到着後7日以内にご連絡ください。", "ja"), ("상품 수령 후 7일 이내에 연락해 주십시오.", "ko"),
    ("Вы можете вернуть товар в течение тридцати дней.", "ru"), ("Hoodie Blue XL", ""), ("", ""), ("12345 67890", ""),
    ("Nike Air Max 90 Essential Sneaker Adidas Samba Puma Suede Reebok Classic Vans Old Skool Asics", ""),
])
def test_the_language_of_a_text(text, language):
    assert detected_language(text) == language
