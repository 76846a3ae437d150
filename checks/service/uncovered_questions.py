"""FAQ-02: what a page of questions and answers leaves open."""

import re
from collections.abc import Iterator

from lxml import etree

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Page, PageKind
from auditor.facts.languages import detected_language
from auditor.facts.lexicon import lexicon_language
from auditor.facts.text import main_element, words_in

TOPICS = {
    "how to order":
        r"order|purchas|bestell|command|pedido|compra|下单|下單|订购|訂購|订单|訂單|注文|購入",
    "how to pay":
        r"\bpay|credit card|paypal|bezahl|zahlung|paiement|payer|carte bancaire|pag[ao]r?\b|tarjeta|支付|付款|支払"
        r"|クレジット",
    "what delivery costs":
        r"(?:shipping|delivery|postage)\W+(?:\w+\W+){0,4}(?:cost|fee|charge|rate|free|price)|(?:cost|fee|charge|price"
        r"|free)\w{0,20}\W+(?:\w+\W+){0,4}(?:shipping|delivery|postage)|how much\W+(?:\w+\W+){0,3}(?:shipping|delivery"
        r"|postage)|versandkost|versandkostenfrei|frais (?:de port"
        r"|d'expédition|de livraison)|livraison (?:gratuite"
        r"|offerte)|gastos de envío|coste del? envío|envío gratis|运费|運費|邮费|包邮|送料",
    "how long delivery takes":
        r"deliver|shipping time|dispatch|arriv|lieferzeit|lieferung|werktag|délais?|livraison|plazos? de entrega"
        r"|entrega|发货|發貨|出貨|送达|送達|配送|到货|お届け|発送",
    "how to track an order":
        r"\btrack|order status|sendungsverfolg|verfolg|bestellstatus|suivi|suivre|seguimiento|rastre|物流|查询订单"
        r"|查詢訂單|追踪|追蹤|貨態|追跡|配送状況|注文状況",
    "how to return goods":
        r"return|send (?:it |them )?back|exchange|rückgabe|retoure|zurücksend|widerruf|umtausch|retour|renvoyer"
        r"|échange|devol|cambio|退货|退貨|退换|退換|换货|換貨|返品|交換",
    "how money comes back":
        r"refund|money back|erstatt|rembours|reembols|退款|退钱|返金|払い戻し",
    "warranty and repairs":
        r"warrant|guarantee|repair|faulty|defect|damaged|garantie|gewährleist|reparatur|defekt|réparation|garantía"
        r"|repar|三包|质保|保修|保固|維修|维修|保証|修理|不良品",
    "account and privacy":
        r"account|password|log ?in|register|privacy|konto|passwort|datenschutz|compte|mot de passe|confidential"
        r"|cuenta|contraseña|privacidad|账号|账户|帐号|帳號|帳戶|密码|密碼|注册|註冊|隐私|隱私|会员|會員|会員"
        r"|パスワード|ログイン|アカウント|個人情報",
    "how to reach you":
        r"contact|e-?mail|call us|phone|reach us|kontakt|anruf|telefon|contacter|téléphone|contacta|teléfono|correo"
        r"|联系|聯絡|聯繫|客服|电话|電話|問い合わせ|メール",
}
READ = etree.XPath(".//text()[not(parent::script or parent::style or parent::template or parent::noscript)]")
PATTERNS = {topic: re.compile(pattern, re.I) for topic, pattern in TOPICS.items()}
LEAST_WORDS = 60


def answers_here(page: Page) -> bool:
    """The page holds no answers of its own, or is in a language that we do not read."""
    text = whole_text(page)
    written = detected_language(text)
    return words_in(text) >= LEAST_WORDS and (not written or lexicon_language(written) is not None)


@check("service/uncovered-questions", code="FAQ-02", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.SERVICE,
       factor=Factor.CONTENT, on={PageKind.FAQ}, measured=answers_here)
def uncovered_questions(page: Page, *, enough: int = 8, some: int = 5) -> Iterator[Finding | Grade]:
    """The questions page answers what most customers ask.

    Why it matters: A good page of answers settles four questions of five before anybody writes. What it leaves out comes in
        by mail and telephone, or the customer does not come at all.
    How to fix: Answer each of the ten topics in a few sentences: ordering, paying, delivery cost, delivery time, tracking,
        returns, refunds, warranty, account and privacy, contact. Take the rest from what your service is asked.
    Bad:
        <main><h1>Questions and answers</h1><p>Where does your tea come from? From small gardens in the hills. How is it
        picked? By hand, in the early morning. How should I keep it? In a dark and dry tin, away from spices. How much do I
        need for a pot? Four spoons for a litre of water. May I brew it twice? Green tea yes, black tea no. Which water is
        best? Soft water, freshly drawn and just off the boil.</p></main>
    Good:
        <main><h1>Questions and answers</h1><p>How do I order? Put the tea into the basket and follow the steps. How can I
        pay? By credit card or invoice. What are the costs of delivery? £4.90, and nothing from £50 on. When does my parcel
        arrive? Within three days after dispatch. Can I track it? Yes, by the link in our mail. Can I return tea? Within 30
        days, unopened. When is my refund paid? Within a week. What if the pot is faulty? The warranty lasts two years. Do I
        need an account? No. How can I contact you? By phone or e-mail.</p></main>
    Rests on: C 3.1, 1.3.3, 2.1(3); E 3.2.1
    References: Opquast checklist v4 (2020). Eight topics of ten stand for the paper's four fifths: house rule.
    """
    text = whole_text(page)
    missing = [topic for topic, pattern in PATTERNS.items() if not pattern.search(text)]
    covered = len(PATTERNS) - len(missing)
    yield grade(covered / enough)
    if covered < enough:
        yield fail("The page of questions leaves open {missing}", missing=", ".join(missing), covered=covered,
                   severity=Severity.NOTE if covered >= some else None, at=main_element(page))


def whole_text(page: Page) -> str:
    """The main part's text, folded answers included."""
    return " ".join(" ".join(READ(main_element(page))).split())
