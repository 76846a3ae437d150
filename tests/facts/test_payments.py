"""Whether a product's page tells how one can pay."""

import pytest

from auditor.facts.payments import tells_payment
from tests.facts.pages import page


@pytest.mark.parametrize(("html", "tells"), [
    ("<main><h1>Kettle</h1><p>£80.00</p></main><footer><a href=/visas>Visas and travel</a></footer>", False),
    ('<main><h1>Kettle</h1></main><footer><img src="/img/pay/master-card.png" alt=""></footer>', True),
    ('<main><h1>Kettle</h1></main><footer><svg aria-labelledby="pi-paypal"><title id="pi-paypal">PayPal</title></svg></footer>', True),
    ("<main><h1>Kessel</h1></main><footer><a href=/zahlungsarten>Zahlungsarten</a></footer>", True),
    ("<main><h1>铜壶</h1></main><footer>支付宝 微信支付</footer>", True),
    ("<div id=app></div><script src=/app.js></script>", None),
], ids=["nothing", "a picture's file", "a drawing with a title, as Shopify makes it", "a link to the page that tells", "in Chinese", "scripts"])
def test_ways_to_pay_are_told(html, tells):
    assert tells_payment(page(html)) is tells
