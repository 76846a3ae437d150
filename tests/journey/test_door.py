"""What is read at the door of the checkout, and how far test data leads behind it."""

import pytest

from auditor.core.records.journey import DoorField
from spiders.journey.customer import FILE, customer_for, text_for
from spiders.journey.sight import Field
from spiders.journey.steps import fill
from spiders.journey.steps.checkout import Entrance, open_checkout, read_entrance
from spiders.journey.trail import Trail
from tests.journey.pages import on_the_trail
from tests.shops.serving import Answer, Asked, serving, told, went_to

HEAD = '<!doctype html><html lang="{lang}"><title>{title}</title><link rel="icon" href="data:,"><body>'
FORM = '<form method="post" action="/next"><label>E-mail <input type="email" name="email" required></label>'

# The body of a door, and what must be read there.
DOORS = {
    "required by attribute, aria, a star and a drawn star": (
        "<style>.must::after{content:'*'}</style><form><label>A <input name=a required></label><label>B <input name=b aria-required=true></label>"
        "<label>C * <input name=c></label><label class=must>D <input name=d></label><label>Street <input name=street></label></form>",
        {"required": [True, True, True, True, False]}),
    "named by a placeholder alone": (
        '<form><input name="email" placeholder="E-mail"><input name="city" aria-label="City"><label>Name <input name="name"></label></form>',
        {"named": [False, True, True]}),
    "boxes ticked beforehand": (
        f"{FORM}<label><input type=checkbox checked> Send me the newsletter</label><label><input type=checkbox> I agree to the terms</label>",
        {"ticked": ("Send me the newsletter",)}),
    "ways to pay": (
        f'{FORM}<label><input type="radio" name="pay"> Invoice: pay by invoice</label><label><input type="radio" name="pay"> Credit card '
        '<svg width=30 height=20 role=img aria-label="Visa"></svg></label><button type=button aria-label="Apple Pay">&nbsp;&nbsp;&nbsp;</button>'
        '<img alt="PayPal" src="/p.svg" width=40 height=20></form><footer><img alt="Klarna" src="/k.svg" width=40 height=20></footer>',
        {"payments": {"invoice", "credit_card", "visa"}, "wallets": {"paypal", "apple_pay"}}),
    "sums and trust": (
        f"{FORM}</form><p>Subtotal £10.00</p><p>Delivery £3.95</p><p>Order total £13.95</p><p>incl. VAT</p><p>Your data is sent SSL encrypted.</p>",
        {"total": "£13.95", "taxed": True, "trust": ("Your data is sent SSL encrypted.",)}),
    "no sums, no trust, no help, no way back": (
        f"{FORM}</form>", {"total": None, "taxed": False, "trust": (), "help_near": False, "way_back": False, "card_here": None,
                           "order_button": None}),
    "help and a way back": (
        f'{FORM}</form><a href="/cart">Back to your basket</a><a href="/contact">Contact us</a>', {"way_back": True, "help_near": True}),
    "a telephone": (f'{FORM}</form><a href="tel:+442079460123">020 7946 0123</a>', {"help_near": True}),
    "card numbers in the shop's own page": (
        f'{FORM}<label>Card number <input name="number" autocomplete="cc-number"></label></form>', {"card_here": True}),
    "card numbers in a payment house's frame": (
        f'{FORM}</form><iframe src="https://js.stripe.com/v3/elements" width=300 height=90></iframe>', {"card_here": False}),
    "a gift card's number": (f'{FORM}<label>Gift card number <input name="giftcard"></label></form>', {"card_here": None}),
    "the ordering button of an input": (f'{FORM}<input type="submit" value="Zahlungspflichtig bestellen"></form>',
                                        {"order_button": "Zahlungspflichtig bestellen"}),
    "a link that says buy": (f'{FORM}</form><a href="/kaufen">Kaufen</a>', {"order_button": None}),
}


class Pages:
    """Pages by path; a post is written down and goes where `after` says."""

    def __init__(self, pages: dict[str, str], after: dict[str, str] | None = None, lang: str = "en-GB") -> None:
        self.url, self.pages, self.after, self.lang = "", pages, after or {}, lang
        self.posted: list[tuple[str, dict]] = []

    def answer(self, asked: Asked) -> Answer:
        if asked.method == "POST":
            self.posted.append((asked.path, dict(asked.form)))
            return went_to(self.after.get(asked.path, "/nowhere"), 303)
        if asked.path not in self.pages:
            return told({}, 404)
        return Answer((HEAD.format(lang=self.lang, title="Checkout") + self.pages[asked.path]).encode())


@pytest.fixture(autouse=True)
def soon_seen(monkeypatch):
    """On these pages next to nothing can be pressed, and nothing more will come."""
    monkeypatch.setattr("spiders.journey.trail.BLANK_S", 0.5)


def at_the_door(body: str, folder) -> Entrance:
    async def look(trail: Trail) -> Entrance:
        return read_entrance((await trail.see()).sight)
    with serving(shop := Pages({"/door": body}), shop.answer):
        return on_the_trail(f"{shop.url}/door", folder, look)


@pytest.mark.slow
@pytest.mark.parametrize(("body", "expected"), DOORS.values(), ids=DOORS)
def test_the_door_is_read(body, expected, tmp_path):
    door = at_the_door(body, tmp_path).told
    for name, value in expected.items():
        if name in ("required", "named"):
            assert [getattr(field, name) for field in door.fields] == value
        else:
            found = getattr(door, name)
            assert (set(found) if isinstance(value, set) else found) == value, name


@pytest.mark.slow
def test_fields_are_told_with_what_autofill_needs(tmp_path):
    door = at_the_door('<form><label>E-mail* <input type=email name=mail autocomplete=email></label></form>', tmp_path).told
    assert door.fields == (DoorField("E-mail*", "email", "mail", "email", True, True),)


# ---- guests

QUESTION = (
    '<h1>Checkout</h1><form action="/login"><label>E-mail <input name="email"></label><label>Password <input type="password" name="p"></label>'
    "<button>Log in</button></form>{}"
)
GUESTS_FORM = '<h1>Your address</h1><form method="post" action="/next"><label>Name <input name="name"></label><label>Street <input name="street"></label></form>'
CART = '<h1>Basket</h1><a href="/checkout">Proceed to checkout</a>'
WAYS_IN = {
    "a link": '<a href="/guest">Continue as guest</a>',
    "a form": '<form action="/guest"><button>Checkout as a guest</button></form>',
    "a script": "<button onclick=\"document.body.innerHTML=decodeURIComponent('{}')\">Continue as guest</button>",
}


def entered(pages: dict[str, str], folder) -> tuple[Entrance, Trail, Pages]:
    async def enter(trail: Trail) -> tuple[Entrance, Trail]:
        trail.arrive("cart", "Came", await trail.see())
        return await open_checkout(trail, trail.page.url), trail
    with serving(shop := Pages({"/cart": CART, **pages}), shop.answer):
        return *on_the_trail(f"{shop.url}/cart", folder, enter), shop


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS_IN)
def test_the_guests_form_counts_and_so_does_the_click(way, tmp_path):
    question = QUESTION.format(WAYS_IN[way].replace("{}", GUESTS_FORM.replace('"', "%22")))
    entrance, trail, _ = entered({"/checkout": question, "/guest": GUESTS_FORM}, tmp_path)
    assert entrance.fields == ("Name", "Street")
    assert entrance.guest is True
    assert trail.steps[-1].clicks == 2
    assert "guest" in trail.steps[-1].action


@pytest.mark.slow
def test_a_guest_who_must_type_first_is_asked_nothing(tmp_path):
    question = ('<h1>Checkout</h1><form method="post" action="/guest"><label>E-mail <input name="email" required></label>'
                "<button>Continue as guest</button></form>")
    entrance, trail, shop = entered({"/checkout": question}, tmp_path)
    assert (entrance.fields, entrance.guest, trail.steps[-1].clicks, shop.posted) == (("E-mail",), True, 1, [])


# ---- test data

ADDRESS = (
    '<h1>Address</h1><form method="post" action="/address"><label>Name <input name="name" required></label><label>E-mail '
    '<input type="email" name="mail" required></label><label>Street <input name="street" required></label><label>Postcode <input name="zip" required>'
    '</label><label>City <input name="city" required></label><label>Country <select name="country" required><option value="">Choose</option>'
    '<option value="FR">France</option><option value="GB">United Kingdom</option></select></label>'
    '<label><input type="checkbox" name="terms" required> I agree to the terms</label><label><input type="checkbox" name="news"> Newsletter</label>'
    "<button>Continue</button></form>"
)
SHIPPING = (
    '<h1>Delivery</h1><form method="post" action="/shipping"><label><input type="radio" name="ship" value="post" required> Post £3.95</label>'
    '<label><input type="radio" name="ship" value="bike" required> Bike £9.95</label><button>Next</button></form>'
)
ENDS = {
    "an ordering button": '<h1>Review</h1><p>Total £20.00</p><form method="post" action="/end"><button>Place order</button></form>',
    "a card's number": '<h1>Payment</h1><form method="post" action="/end"><label>Card number <input name="cardnumber"></label><button>Continue</button></form>',
    "a payment house's frame": '<h1>Payment</h1><iframe src="https://js.stripe.com/v3/" width=300 height=90></iframe>'
                               '<form method="post" action="/end"><button>Continue</button></form>',
    "a choice of ways to pay": '<h1>Payment</h1><form method="post" action="/end"><label><input type="radio" name="payment" value="invoice"> Invoice</label>'
                               "<button>Continue</button></form>",
}


def filled(shop: Pages, folder) -> fill.Filled:
    with serving(shop, shop.answer):
        return on_the_trail(f"{shop.url}/door", folder, fill.fill_checkout)


@pytest.mark.slow
@pytest.mark.parametrize("end", ENDS)
def test_test_data_leads_to_the_last_page_and_no_further(end, tmp_path):
    shop = Pages({"/door": ADDRESS, "/delivery": SHIPPING, "/last": ENDS[end]}, {"/address": "/delivery", "/shipping": "/last"})
    found = filled(shop, tmp_path)
    assert (found.pages, found.stuck) == (2, "")
    assert shop.posted == [
        ("/address", {"name": "Test Customer", "mail": "test.customer@example.com", "street": "1 Test Street", "zip": "SW1A 1AA",
                      "city": "London", "country": "GB", "terms": "on"}),
        ("/shipping", {"ship": "post"}),
    ]


@pytest.mark.slow
def test_a_review_may_follow_the_choice_of_a_way_to_pay(tmp_path):
    choice = ('<h1>Payment</h1><form method="post" action="/pick"><label><input type="radio" name="method_payment" value="invoice"> Invoice</label>'
              "<button>Review order</button></form>")
    shop = Pages({"/door": choice, "/last": ENDS["an ordering button"]}, {"/pick": "/last"})
    found = filled(shop, tmp_path)
    assert (found.pages, found.stuck, shop.posted) == (1, "", [("/pick", {"method_payment": "invoice"})])


@pytest.mark.slow
def test_a_single_page_is_filled_and_not_sent(tmp_path):
    shop = Pages({"/door": ADDRESS.replace("Continue", "Place order")})
    found = filled(shop, tmp_path)
    assert (found.pages, found.stuck, shop.posted) == (0, "", [])
    assert {field.name for field in found.last.fields if field.filled} >= {"name", "mail", "street", "zip", "city", "country", "terms"}


@pytest.mark.slow
def test_nothing_is_typed_beside_payment_fields(tmp_path):
    shop = Pages({"/door": ADDRESS.replace("<button>", '<label>Card number <input autocomplete="cc-number" name="c"></label><button>')})
    found = filled(shop, tmp_path)
    assert (found.pages, shop.posted) == (0, [])
    assert not any(field.filled for field in found.last.fields)


@pytest.mark.slow
def test_where_the_shop_stays_its_words_are_told(tmp_path):
    refusing = ADDRESS.replace("<form ", '<form onsubmit="this.before(Object.assign(document.createElement(\'p\'), '
                                         "{role: 'alert', textContent: 'We do not deliver there.'})); return false\" ")
    found = filled(Pages({"/door": refusing}), tmp_path)
    assert found.pages == 0
    assert "stayed there and said: We do not deliver there." in found.stuck


FIELDS = {
    "given-name": "Test", "family-name": "Customer", "email": "test.customer@example.com", "postal-code": "SW1A 1AA", "tel": "02079460123",
    "address-line1": "1 Test Street", "address-line2": "", "organization": "", "name": "Test Customer",
}
LABELS = {
    "de": {"Vorname": "Test", "Nachname": "Customer", "PLZ": "10115", "Ort": "Berlin", "Straße und Hausnummer": "Teststraße 1", "Telefon": "03023125012"},
    "fr": {"Prénom": "Test", "Nom": "Customer", "Code postal": "75001", "Ville": "Paris", "Adresse": "1 rue du Test", "Adresse e-mail": "test.customer@example.com"},
    "es": {"Nombre": "Test Customer", "Apellidos": "Customer", "Código postal": "28001", "Ciudad": "Madrid", "Dirección": "Calle de Prueba 1"},
    "ja": {"姓": "顧客", "名": "テスト", "セイ": "コキャク", "メイ": "テスト", "郵便番号": "1000001", "住所": "千代田1-1", "電話番号": "0300000000"},
    "zh-CN": {"收货人": "测试客户", "手机": "13800000000", "地址": "测试路1号", "城市": "北京市"},
    "zh-TW": {"收件人": "測試顧客", "手機": "0900000000", "地址": "測試路1號"},
}


def field(label: str = "", autocomplete: str = "", required: bool = False) -> Field:
    return Field(0, label, "text", "", autocomplete, "main", required, True, 0, False, "", False, "", "")


@pytest.mark.parametrize(("token", "text"), FIELDS.items())
def test_an_autocomplete_token_says_what_to_type(token, text):
    assert text_for(field(autocomplete=f"shipping {token}"), customer_for("en-GB")) == text


@pytest.mark.parametrize(("lang", "label", "text"), [(lang, *each) for lang, labels in LABELS.items() for each in labels.items()])
def test_a_label_says_what_to_type(lang, label, text):
    assert text_for(field(label), customer_for(lang)) == text


def test_what_is_not_known_is_left_or_gets_a_plain_word():
    assert text_for(field("Favourite colour"), customer_for("en")) == ""
    assert text_for(field("Favourite colour", required=True), customer_for("en")) == "Test"


def test_every_customer_is_whole():
    wanted = {"given", "family", "street", "house", "city", "postcode", "region", "country", "phone"}
    assert all(wanted <= set(customer) for customer in FILE["customers"].values())
    assert set(FILE["languages"].values()) <= set(FILE["customers"])
