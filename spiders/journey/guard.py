"""What keeps a walk from ordering: words that are never pressed, requests that never leave, and payment fields.

Three guards that know nothing of each other: `refusal` reads labels (and stays away from pages with filled payment
fields), `ordering` reads addresses, and `Guard` holds every request of the whole browser until `ordering` has seen it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from playwright.async_api import BrowserContext, WebSocketRoute

from auditor.facts.lexicon import concepts_named
from spiders.browser.hold import Hold
from spiders.credentials import NONE, Credentials
from spiders.journey.sight import Candidate, Sight
from spiders.journey.wording import small_words

NEVER = frozenset({"place_order", "buy_now", "logout"})
NEVER_MARKED = re.compile(
    r"(?:^|[\s_-])(?:place[-_]?order|pay[-_]?now|buy[-_]?(?:it[-_]?)?now|submit[-_]?order|order[-_]?submit)(?:$|[\s_-])", re.I
)
WALLETS = re.compile(
    r"paypal|apple[\s_-]?pay|google[\s_-]?pay|gpay|shop[\s_-]?pay|amazon[\s_-]?pay|klarna|venmo|alipay|支付宝|支付寶|"
    r"we[\s_-]?chat[\s_-]?pay|微信支付|line[\s_-]?pay|paypay|afterpay|clearpay",
    re.I,
)

NO_GUESSES = (Path(__file__).parent / "no_guesses.js").read_text()
READING = frozenset({"GET", "HEAD", "OPTIONS"})
ORDERING_PLACES = re.compile(
    r"(?:^|[/?&=])(?:place[-_]?order|pay[-_]?now|submit[-_]?order|save[-_]?order|complete[-_]?order"
    r"|confirm[-_]?order|create[-_]?order|checkout[-_]process"
    r"|orders?[-_](?:place|submit|create|confirm|complete))(?:$|[/?&=.])"
    r"|(?:^|[/=])(?:orders?|checkout|kasse|commande|pedido|purchase|shopping)/(?:create|process|place|submit|complete|confirm|pay)(?:$|[/?&=.])",
    re.I,
)
PAYING_PLACES = re.compile(
    r"(?:^|[/?&=])(?:orders?|payments?|pay|charge|charges|payment[-_]information|payment[-_]?intents?|transactions?|purchase"
    r"|wc-ajax=checkout)(?:$|[/?&=.])",
    re.I,
)
FILLING_PLACES = re.compile(
    r"(?:^|[/?&=])(?:cart|basket|bag|warenkorb|panier|carrito|cesta|populate|line[-_]?items?)(?:$|[/?&=.])", re.I
)
ORDERING_BODIES = re.compile(
    r"\b(?:placeOrder|createOrder|submitOrder|completeOrder|checkoutComplete\w*|completeCheckout|submitForCompletion"
    r"|setPaymentMethodAndPlaceOrder)\b|(?:^|&)place_?order="
)
PASSIVE = frozenset({"Script", "Stylesheet", "Image", "Font"})
PAYMENT_HOSTS = (
    "stripe.com", "paypal.com", "paypalobjects.com", "braintreegateway.com", "braintree-api.com", "adyen.com",
    "adyenpayments.com", "klarna.com", "klarnaservices.com", "mollie.com", "squareup.com", "squarecdn.com", "pay.google.com",
    "applepay.cdn-apple.com", "payments-amazon.com", "pay.amazon.com", "afterpay.com", "clearpay.co.uk", "affirm.com",
    "paidy.com", "alipay.com", "alipayobjects.com", "tenpay.com", "pay.weixin.qq.com", "paypay.ne.jp", "pay.line.me",
    "checkout.com", "worldpay.com", "opayo.eu", "sagepay.com", "authorize.net", "cybersource.com", "2checkout.com",
    "razorpay.com", "payu.com", "ogone.com", "saferpay.com", "datatrans.com", "payone.com", "unzer.com", "sofort.com",
    "giropay.de", "ecpay.com.tw", "newebpay.com", "gmo-pg.com", "veritrans.co.jp", "komoju.com", "pay.shopify.com",
    "shop.app", "unionpay.com", "jkopay.com", "twint.ch", "payplug.com", "systempay.fr", "redsys.es", "bizum.es",
)
SOCKETS = re.compile(
    rf"^wss?://(?:[^/?#]*\.)?(?:{'|'.join(map(re.escape, PAYMENT_HOSTS))})(?:[:/?#]|$)"
    rf"|^wss?://[^/?#].*?(?:{ORDERING_PLACES.pattern}|{PAYING_PLACES.pattern})", re.I
)

ORDERS = "{name} orders or pays, and the walk never presses that."
PAYMENT_STANDS = "Payment fields are filled in on this page, and the walk presses nothing there."


def refusal(candidate: Candidate, sight: Sight, *, emptying: bool = False) -> str | None:
    """Why this may not be pressed, in a sentence; None where it may. `emptying` allows what takes things out of a cart."""
    if sight.payment_filled:
        return PAYMENT_STANDS
    said = {*concepts_named(candidate.name), *concepts_named(candidate.title)}
    forbidden = NEVER if emptying else NEVER | {"delete"}
    named = said & forbidden or "order" in {*small_words(candidate.name), *small_words(candidate.title)}
    marked = NEVER_MARKED.search(candidate.marks) and not said & {"add_to_cart", "cart", "checkout"}
    if named or marked or WALLETS.search(f"{candidate.name} {candidate.title}"):
        return ORDERS.format(name=candidate.name or "This button")
    if candidate.target and ordering(candidate.method.upper() or "GET", candidate.target):
        return ORDERS.format(name=candidate.name or "This button")
    return None


def ordering(method: str, url: str, kind: str = "Document", body: str = "") -> bool:
    """Whether a request could order or pay. `kind` is the DevTools resource type, `body` what is posted."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return False
    host = (parts.hostname or "").lower()
    if any(host == each or host.endswith("." + each) for each in PAYMENT_HOSTS):
        return not (method == "GET" and kind in PASSIVE)
    place = unquote(parts.path + ("?" + parts.query if parts.query else ""))
    if ORDERING_PLACES.search(place):
        return True
    if method in READING:
        return False
    pays = PAYING_PLACES.search(place) and not FILLING_PLACES.search(place)
    return bool(pays or ORDERING_BODIES.search(body[:50_000]))


class Blocked(Struct, frozen=True):
    """A request that was kept back, because it could order (`order`) or because robots.txt forbids it (`robots`).

    `kind` is its DevTools resource type: a Document is a page or a frame.
    """

    why: str
    method: str
    url: str
    kind: str


class Guard(Hold):
    """Keeps back what could order and what robots.txt forbids, and remembers it; `times` counts how often it did so.

    The shop is shown `credentials`.
    """

    def __init__(self, allowed: Callable[[str], bool], credentials: Credentials = NONE):
        super().__init__(credentials)
        self.blocked: list[Blocked] = []
        self.times = 0
        self.allowed = allowed

    async def watch(self, context: BrowserContext) -> None:
        """Keeps what DevTools does not hold: sockets to addresses that could order, and pages that are fetched on a guess."""
        await context.route_web_socket(SOCKETS, self._close)
        await context.add_init_script(NO_GUESSES)

    async def _close(self, socket: WebSocketRoute) -> None:
        self._keep_back(Blocked("order", "GET", socket.url, "WebSocket"))
        await socket.close(code=1008)

    def _keep_back(self, request: Blocked) -> None:
        self.blocked.append(request)
        self.times += 1

    def objection(self, request: dict, kind: str) -> str | None:
        why = self._why_not(request, kind)
        if why is not None:
            self._keep_back(Blocked(why, request["method"], request["url"], kind))
        return why

    def _why_not(self, request: dict, kind: str) -> str | None:
        if ordering(request["method"], request["url"], kind, request.get("postData", "")):
            return "order"
        walked = kind == "Document" or request["method"] not in READING
        return "robots" if walked and not self.allowed(request["url"]) else None
