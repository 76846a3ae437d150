"""Labels, addresses and texts of real shops in seven languages, and what they are names of."""

import tomllib
from pathlib import Path

import pytest

from auditor.facts import lexicon
from auditor.facts.lexicon import (
    CONCEPTS,
    FILES,
    FRIENDS,
    LANGUAGES,
    SLUGS,
    clauses,
    concepts_named,
    is_vague,
    names,
    normal,
    payments_named,
    said_in,
    says,
    slug_concepts,
)

LABELS = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))


def pairs(table):
    return [(concept, label) for concept, labels in LABELS[table].items() for label in labels]


@pytest.mark.parametrize(("concept", "label"), pairs("named"))
def test_a_label_names_its_concept(concept, label):
    assert concept in concepts_named(label), concepts_named(label)
    assert names(concept, label)


@pytest.mark.parametrize(("concept", "label"), pairs("not_named"))
def test_a_label_with_the_word_in_it_is_not_the_concept(concept, label):
    assert concept not in concepts_named(label)


@pytest.mark.parametrize(("label", "expected"), [
    ("Shipping & Returns", ("shipping", "returns")),
    ("Privacy Policy", ("privacy",)),
    ("Add to cart", ("add_to_cart",)),
    ("Continue to checkout as a guest", ("checkout", "guest_checkout")),
    ("Blue Shirt", ()),
    ("", ()),
    ("Sale", ()),
    ("x" * 500, ()),
])
def test_all_concepts_of_a_label_in_its_order(label, expected):
    assert concepts_named(label) == expected


@pytest.mark.parametrize(("path", "expected"), [
    ("/policies/privacy-policy", ("privacy",)),
    ("/pages/privacy_policy.html", ("privacy",)),
    ("/datenschutz", ("privacy",)),
    ("/datenschutzerklaerung/", ("privacy",)),
    ("/privacy-screen-protector-14-inch", ()),
    ("/contact-lenses/", ()),
    ("/collections/contact-lenses/products/daily", ()),
    ("/return-of-the-king", ()),
    ("/returns-and-refunds", ("returns",)),
    ("/shipping-returns/", ("shipping", "returns")),
    ("/refund_returns", ("returns",)),
    ("/customer/account/login/", ("login",)),
    ("/accounts/logout/", ("logout", "login")),
    ("/checkout/cart/", ("cart", "checkout")),
    ("/basket/", ("cart",)),
    ("/en-gb/basket", ("cart",)),
    ("/catalogue/the-cart_12/", ()),
    ("/catalogue/basket-of-eggs_7/", ()),
    ("/index.php?route=information/contact", ("contact",)),
    ("/index.php?route=checkout/cart", ("cart", "checkout")),
    ("/index.php?main_page=shippinginfo", ("shipping",)),
    ("/index.php?route=product/product&product_id=40", ()),
    ("/aboutUs", ("about",)),
    ("/about-us.aspx", ("about",)),
    ("/ueber-uns", ("about",)),
    ("/%E9%9A%90%E7%A7%81%E6%94%BF%E7%AD%96", ("privacy",)),
    ("/pages/faq", ("faq",)),
    ("/mentions-legales", ("imprint",)),
    ("/widerrufsrecht", ("withdrawal",)),
    ("/guest-tracking", ("tracking",)),
    ("/catalogsearch/result/", ("search",)),
    ("/track-suit-bottoms", ()),
    ("/help/", ("faq",)),
    ("/", ()),
    ("", ()),
    ("/%ff%fe//..//", ()),
])
def test_what_an_address_is_a_name_of(path, expected):
    assert slug_concepts(path) == expected


@pytest.mark.parametrize(("concept", "text", "said"), [
    ("sold_out", "This item is currently out of stock.", True),
    ("sold_out", "Dieses Produkt ist leider ausverkauft!", True),
    ("sold_out", "該商品已售完，補貨中", True),
    ("in_stock", "Not available", False),
    ("in_stock", "Not available online. In stock in Leeds.", True),
    ("contact", "Our contact lenses are soft", False),
    ("cart", "Druckerpatrone, カートリッジ", False),
    ("terms", "the long-term view", False),
    ("tax_note", "inkl. MwSt. zzgl. Versand", True),
    ("tax_note", "税込", True),
    ("prior_price", "UVP 99,00 €", True),
    ("free_shipping", "Free worldwide shipping!", True),
    ("free_shipping", "Not eligible for free shipping", False),
    ("no_results", "No se encontraron resultados", True),
    ("not_found", "", False),
    ("unheard_of", "text", False),
])
def test_whether_a_text_says_a_concept(concept, text, said):
    assert (says(concept, text) is not None) is said


def test_the_first_term_in_the_order_of_languages_is_told():
    assert says("cart", "Warenkorb / Cart") == "cart"
    assert names("privacy", "Datenschutzerklärung lesen") == "datenschutzerklärung"


def test_a_term_belongs_to_its_language_and_english_to_all():
    assert said_in("not_found", "página no encontrada", "es-ES")
    assert not said_in("not_found", "página no encontrada", "de")
    assert said_in("not_found", "page not found", "de")
    assert said_in("not_found", "página no encontrada", "")


@pytest.mark.parametrize(("text", "language", "expected"), [
    ("We never share your e-mail address with third parties.", "en", {"email_secrecy", "recipients"}),
    ("Wenn Sie bestellen, verarbeiten wir Daten zu diesem Zweck; Rechtsgrundlage ist Art. 6 DSGVO.", "de",
     {"orders", "purpose", "legal_basis"}),
    ("Vous disposez d'un droit d'accès et de rectification et pouvez saisir la CNIL.", "fr", {"rights", "complaint"}),
    ("Plazo de conservación de los datos del pedido", "es", {"retention", "orders"}),
    ("我们可能会与第三方共享统计信息，用于改进服务。", "zh-CN", {"recipients", "aggregation", "purpose"}),
    ("個人資料的利用目的與保存期限", "zh-TW", {"purpose", "retention"}),
    ("個人情報の利用目的、第三者への提供、開示・訂正について", "ja", {"purpose", "recipients", "rights"}),
    ("The weather is fine.", "en", set()),
    ("", None, set()),
])
def test_clauses_of_policies(text, language, expected):
    assert clauses(text, language) >= expected
    if not expected:
        assert clauses(text, language) == frozenset()


def test_a_language_without_lexicon_is_read_with_all():
    assert "purpose" in clauses("Zweck der Verarbeitung", "nl")
    assert "purpose" not in clauses("Zweck der Verarbeitung", "fr")


@pytest.mark.parametrize("label", [
    "Click here", "here", "MORE", "Read more…", "mehr", "Weiterlesen", "ici", "En savoir plus", "aquí", "Leer más", "点击这里",
    "更多", "更多>>", "這裡", "続きを読む", "こちら", "Learn more →",
])
def test_vague_words_of_links(label):
    assert is_vague(label)


@pytest.mark.parametrize("label", ["Read more about linen", "Delivery", "Mehr Taschen", "返品", ""])
def test_words_that_name_a_target(label):
    assert not is_vague(label)


def test_payment_methods_by_their_names():
    assert payments_named("Visa, Mastercard and PayPal") == ("visa", "mastercard", "paypal")
    assert payments_named("支付宝 微信支付") == ("alipay", "wechat_pay")
    assert payments_named("代金引換 / PayPay") == ("paypay", "cash_on_delivery")
    assert payments_named("visage cream, televisa") == ()


def test_normal_folds_width_case_and_space():
    assert normal("  Ａdd   TO\u00a0Cart\n") == "add to cart"


def test_the_files_speak_of_known_concepts_alone():
    for file in FILES.values():
        assert set(file["terms"]) == set(CONCEPTS)
        assert set(file["clauses"]) == set(FILES["en"]["clauses"])
    assert set(FRIENDS) <= set(CONCEPTS)
    assert set(SLUGS["terms"]) <= set(CONCEPTS)
    assert lexicon.LANGUAGES == LANGUAGES
