"""Which product pages can be asked about price and stock."""

import re

from auditor.core.records import Page
from auditor.facts.offers import offer
from auditor.facts.text import main_text

NO_PUBLIC_PRICE = re.compile(
    r"price (?:up)?on (?:request|application)|call for (?:a )?(?:price|quote|pricing)|request (?:a )?(?:quote|price)"
    r"|ask for (?:a )?price|(?:log|sign) ?in (?:to|for) (?:see|view|prices)|contact us for (?:a )?(?:price|pricing|quote)"
    r"|preis(?:e)? auf anfrage|angebot anfordern|preise? (?:erst )?nach (?:anmeldung|login)"
    r"|prix sur demande|demander un devis|devis gratuit|connectez-vous pour voir"
    r"|precio a consultar|consultar precio|solicitar presupuesto|pedir presupuesto"
    r"|价格面议|面议|询价|电询|请登录后查看价格|價格面議|面議|詢價|請登入後查看"
    r"|価格はお問い?合わ?せ|お見積|要見積|価格応談|ログイン後に価格", re.I)


def has_offer(page: Page) -> bool:
    """What the page offers could not be read."""
    return offer(page) is not None


def has_public_price(page: Page) -> bool:
    """The price is given on request."""
    return not NO_PUBLIC_PRICE.search(main_text(page))
