"""Which product pages can be asked about price and stock."""

from auditor.core.records import Page
from auditor.facts.offers import offer
from auditor.facts.text import main_text
from auditor.facts.words import wordings

NO_PUBLIC_PRICE = wordings(
    {
        "on request": r"price (?:up)?on request", "on application": r"price (?:up)?on application",
        "call for": r"call for (?:a )?(?:price|quote|pricing)", "request ": r"request (?:a )?(?:quote|price)",
        "ask for": r"ask for (?:a )?price", "in to ": r"(?:log|sign) ?in to (?:see|view|prices)",
        "in for ": r"(?:log|sign) ?in for (?:see|view|prices)", "contact us": r"contact us for (?:a )?(?:price|pricing|quote)",
        "auf anfrage": r"preise? auf anfrage", "nach anmeldung": r"preise? (?:erst )?nach anmeldung",
        "nach login": r"preise? (?:erst )?nach login", "価格はお問": r"価格はお問い?合わ?せ",
    },
    "angebot anfordern", "prix sur demande", "demander un devis", "devis gratuit", "connectez-vous pour voir",
    "precio a consultar", "consultar precio", "solicitar presupuesto", "pedir presupuesto",
    "面议", "询价", "电询", "请登录后查看价格", "面議", "詢價", "請登入後查看", "お見積", "要見積", "価格応談",
    "ログイン後に価格",
)


def has_offer(page: Page) -> bool:
    """What the page offers could not be read."""
    return offer(page) is not None


def has_public_price(page: Page) -> bool:
    """The price is given on request."""
    return not NO_PUBLIC_PRICE.stand_in(main_text(page))
