"""What is never pressed, and which requests never leave."""

import pytest

from auditor.core.records.browser import Box
from spiders.journey.guard import ordering, refusal
from spiders.journey.sight import Candidate, Field, Sight

ORDERING = [
    ("POST", "https://shop.example/checkout/place"),
    ("GET", "https://shop.example/checkout/place"),
    ("POST", "https://shop.example/order"),
    ("POST", "https://shop.example/payments"),
    ("POST", "https://shop.example/de/pay"),
    ("POST", "https://shop.example/?wc-ajax=checkout"),
    ("POST", "https://shop.example/index.php?route=checkout/confirm"),
    ("GET", "https://shop.example/index.php?route=checkout/confirm"),
    ("POST", "https://shop.example/rest/default/V1/guest-carts/abc/payment-information"),
    ("GET", "https://shop.example/place-order?id=3"),
    ("POST", "https://shop.example/checkout/onepage/saveOrder/"),
    ("GET", "https://shop.example/checkout_process.php"),
    ("POST", "https://api.stripe.com/v1/payment_intents"),
    ("GET", "https://www.paypal.com/checkoutnow?token=1"),
]
HARMLESS = [
    ("GET", "https://shop.example/checkout/"),
    ("POST", "https://shop.example/checkout"),
    ("POST", "https://shop.example/basket/add/13/"),
    ("POST", "https://shop.example/orders/populate"),
    ("POST", "https://shop.example/index.php?route=checkout/cart/add"),
    ("POST", "https://shop.example/checkout/cart/add"),
    ("GET", "https://shop.example/checkout/payment-details/"),
    ("POST", "https://shop.example/checkout/onepage/saveBilling/"),
    ("GET", "https://shop.example/checkout_confirmation.php"),
    ("GET", "https://shop.example/payment-methods"),
    ("GET", "https://shop.example/p/polish-order-book"),
    ("POST", "https://shop.example/?wc-ajax=update_order_review"),
    ("POST", "https://shop.example/place/lisbon"),
    ("GET", "data:text/html,/checkout/place"),
]


@pytest.mark.parametrize(("method", "url"), ORDERING)
def test_requests_that_order_or_pay_are_known(method, url):
    assert ordering(method, url)


@pytest.mark.parametrize(("method", "url"), HARMLESS)
def test_harmless_requests_go(method, url):
    assert not ordering(method, url)


def test_a_payment_houses_script_may_load_but_nothing_else():
    assert not ordering("GET", "https://js.stripe.com/v3/", "Script")
    assert ordering("GET", "https://js.stripe.com/v3/", "Document")


def test_an_order_in_the_body_of_a_request_is_seen():
    assert ordering("POST", "https://shop.example/graphql", "XHR", '{"query": "mutation { placeOrder(input: {}) { id } }"}')
    assert not ordering("POST", "https://shop.example/graphql", "XHR", '{"query": "mutation { addToCart(id: 1) { id } }"}')


def candidate(name: str = "", **more) -> Candidate:
    return Candidate(**{
        "place": 0, "name": name, "role": "button", "tag": "button", "href": "", "action": "", "method": "", "marks": "",
        "box": Box(0, 0, 100, 30), "shown": True, "region": "main", **more,
    })


def sight(*fields: Field) -> Sight:
    return Sight(
        url="https://shop.example/cart", title="", lang="en", heading="", text="", main_text="", cards=(), layers=(),
        candidates=(), prices=(), fields=fields, alerts=(), stages=None, images=0, scroll_y=0, frames=(),
    )


NEVER_PRESSED = (
    "Place order", "Pay now", "Pay", "Buy now", "Buy it now", "Checkout and pay now", "Zahlungspflichtig bestellen", "Bestellen",
    "Jetzt kaufen", "Kaufen", "Valider la commande", "Payer", "Comprar ahora", "Realizar pedido", "提交订单", "立即购买",
    "立即支付", "送出訂單", "注文を確定する", "今すぐ購入", "PayPal", "Log out", "Delete",
)
# The rows "place order", "buy now" and "log out, delete" of the lexicon, and how shops write them.
ORDERING_WORDS = {
    "en": ("Place order", "Pay now", "Confirm order", "Buy now", "Buy it now", "Pay £12.50", "Complete purchase", "Submit order", "Place my order now",
           "Pay with card", "Pay by card", "Pay securely", "Pay securely now", "Complete payment", "Order now", "Purchase", "Purchase now", "Buy",
           "Confirm & pay", "Confirm and pay", "Place Order →", "PLACE ORDER"),
    "zh-hans": ("提交订单", "确认下单", "立即支付", "立即购买", "马上抢", "确认并支付", "去支付", "立即支付 ¥12.50", "确认付款"),
    "zh-hant": ("送出訂單", "確認付款", "下訂單", "立即購買", "直接購買", "確認訂單", "立即付款"),
    "de": ("Zahlungspflichtig bestellen", "Kaufen", "Bestellung abschicken", "Jetzt kaufen", "Kostenpflichtig bestellen", "Jetzt bestellen",
           "Jetzt zahlungspflichtig bestellen", "Bezahlen", "Jetzt bezahlen", "Kauf abschließen", "Mit PayPal bezahlen", "Bestellen", "Jetzt kaufen 12,50 €"),
    "fr": ("Commande avec obligation de paiement", "Payer", "Valider la commande", "Acheter maintenant", "Payer 12,50 €", "Confirmer la commande",
           "Payer maintenant", "Commander et payer", "Confirmer mon achat", "Valider mon paiement"),
    "es": ("Pedido con obligación de pago", "Pagar", "Realizar pedido", "Comprar ahora", "Pagar 12,50 €", "Confirmar pedido", "Pagar ahora", "Comprar",
           "Finalizar y pagar"),
    "ja": ("注文を確定", "注文する", "購入を確定", "今すぐ購入", "今すぐ買う", "注文を確定する", "購入する", "この内容で注文する", "ご注文を確定する", "支払う"),
}
UNDOING_WORDS = {
    "en": ("Log out", "Sign out", "Delete", "Remove", "Cancel", "Unsubscribe", "Empty cart"),
    "zh-hans": ("退出", "登出", "删除", "注销", "取消订单", "清空"), "zh-hant": ("登出", "刪除", "移除", "取消", "清空"),
    "de": ("Abmelden", "Ausloggen", "Löschen", "Entfernen", "Stornieren"), "fr": ("Déconnexion", "Supprimer", "Annuler", "Vider"),
    "es": ("Cerrar sesión", "Eliminar", "Borrar", "Cancelar", "Vaciar"), "ja": ("ログアウト", "削除", "取り消し", "退会"),
}
PRESSED = (
    "Add to basket", "Proceed to checkout", "Zur Kasse", "In den Warenkorb", "Passer la commande", "Tramitar pedido", "去结算",
    "加入购物车", "前往結帳", "レジに進む", "カートに入れる", "View basket", "Books", "Continue as guest", "",
)


@pytest.mark.parametrize("name", NEVER_PRESSED)
def test_ordering_words_are_never_pressed(name):
    assert refusal(candidate(name), sight())


def listed(words: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(language, name) for language, names in words.items() for name in names]


@pytest.mark.parametrize(("language", "name"), listed(ORDERING_WORDS))
def test_ordering_words_of_seven_languages_are_never_pressed(language, name):
    assert refusal(candidate(name), sight())
    assert refusal(candidate(title=name), sight())


@pytest.mark.parametrize(("language", "name"), listed(UNDOING_WORDS))
def test_words_that_undo_are_not_pressed_on_the_way(language, name):
    assert refusal(candidate(name), sight())


@pytest.mark.parametrize("name", PRESSED)
def test_other_words_are_pressed(name):
    assert refusal(candidate(name), sight()) is None


def test_a_nameless_button_is_known_by_its_marks_and_its_address():
    assert refusal(candidate(marks="btn place-order"), sight())
    assert refusal(candidate("Next", action="https://shop.example/checkout/place", method="post"), sight())


def test_only_emptying_the_cart_may_delete():
    assert refusal(candidate("Remove"), sight())
    assert refusal(candidate("Remove"), sight(), emptying=True) is None
    assert refusal(candidate("Place order"), sight(), emptying=True)


def field(**more) -> Field:
    return Field(**{
        "place": 0, "label": "", "kind": "text", "name": "", "autocomplete": "", "region": "main", "required": False,
        "shown": True, "form": 0, "filled": False, "value": "", "disabled": False, "pattern": "", "action": "", **more,
    })


def test_nothing_is_pressed_where_payment_fields_are_filled():
    card = field(name="x", autocomplete="cc-number", filled=True)
    assert refusal(candidate("Continue"), sight(card))
    assert refusal(candidate("Continue"), sight(field(name="cardNumber", filled=True)))
    assert refusal(candidate("Continue"), sight(field(autocomplete="cc-number"))) is None
