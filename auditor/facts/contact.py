"""How a visitor can reach the shop from a page: mail, telephone, form, chat, messengers, address; and its social accounts."""

import re
from urllib.parse import unquote, urlsplit

from lxml import etree
from msgspec import Struct

from auditor.core.records import Page
from auditor.facts.fact import fact
from auditor.facts.forms import Form, forms
from auditor.facts.lexicon import concepts_named
from auditor.facts.structured import Item, items, text_value, values
from auditor.facts.text import visible_text
from auditor.facts.tree import text_within, tree
from auditor.facts.vendors import linked_addresses, vendors_at, vendors_linked, vendors_loaded

MAIL_LINKS = etree.XPath("//a[starts-with(translate(normalize-space(@href), 'MAILTO', 'mailto'), 'mailto:')]/@href")
CALL_LINKS = etree.XPath("//a[starts-with(translate(normalize-space(@href), 'TEL', 'tel'), 'tel:')]/@href")
PROTECTED = etree.XPath("//@data-cfemail")
ADDRESSES = etree.XPath("//address | //*[contains(@itemtype, 'PostalAddress')]")
MESSENGER_SCHEMES = etree.XPath(
    "//a[starts-with(@href, 'weixin:') or starts-with(@href, 'tencent:') or starts-with(@href, 'whatsapp:')]"
)
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?(?:＠|\[at\]|\(at\))\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.I)
NUMBER = re.compile(r"(?<![\d.,])(?:\+\d{1,3}[\s(.-]?)?\(?\d[\d\s()./-]{5,18}\d(?![\d.,]?\d)")
ANNOUNCED = re.compile(
    r"(?:\b(?:t[eé]l(?:efon|éfono|éphone|ephone)?|phone|call us|hotline|ruf|fon|mobile)\b|电话|電話|"
    r"热线|熱線|专线|專線|フリーダイヤル)[^\d]{0,24}$",
    re.I,
)
SERVICE_NUMBER = re.compile(r"(?:400|800|0800|0120)[- ]?\d{3}[- ]?\d{3,4}")
BEFORE_NUMBER = 40
STREETS = (
    (("Street", "St", "Road", "Rd", "Avenue", "Ave", "Lane", "Ln", "Drive", "Dr", "Way", "Square", "Boulevard", "Blvd", "Close",
      "Court", "Place", "Terrace", "Park", "Row", "Highway", "Hwy"),
     re.compile(r"\b\d{1,5}[A-Za-z]?,?\s(?:[A-Z][\w'.-]{1,20}\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Way|Square|"
                r"Boulevard|Blvd|Close|Court|Place|Terrace|Park|Row|Highway|Hwy)\b")),
    (("straße", "strasse", "str.", "weg", "platz", "allee", "gasse", "ring", "damm"),
     re.compile(r"\b[A-ZÄÖÜ][\w.-]{0,30}\s?(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm)\s\d{1,4}\b")),
    (("rue ", "avenue ", "boulevard ", "place ", "chemin ", "allée ", "quai ", "impasse ", "cours "),
     re.compile(r"\b\d{1,4},?\s(?:bis\s|ter\s)?(?:rue|avenue|boulevard|place|chemin|allée|quai|impasse|cours)\s")),
    (("Calle", "C/", "Avenida", "Avda", "Plaza", "Paseo", "Carrer"),
     re.compile(r"\b(?:Calle|C/|Avenida|Avda\.?|Plaza|Paseo|Carrer)\s[^\d]{2,40}\d{1,4}")),
    (("路", "街", "道", "大厦", "大樓", "號", "号"),
     re.compile(r"[\u4e00-\u9fff]{2,12}(?:省|市|区|區|县|縣)[\u4e00-\u9fff\d]{2,24}(?:路|街|道|大厦|大樓|號|号)")),
    (("〒", "都", "道", "府", "県"),
     re.compile(r"〒\s?\d{3}-\d{4}|[都道府県][\u3040-\u30ff\u4e00-\u9fff]{1,12}[市区町村]")),
)
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")
SHARE = re.compile(r"/(?:sharer?|intent|share|pin/create|shareArticle)\b", re.I)
DEFAULT_ACCOUNTS = frozenset({
    "", "shopify", "wordpress", "prestashop", "magento", "opencart", "envato", "yourpage", "your-page", "home",
})
FEWEST_DIGITS = 7


class Channels(Struct, frozen=True):
    """The ways to reach the shop that a page offers.

    `mails` and `phones` as they stand there, links first; `forms` are those that send a message; `chats` the vendors of chats
    that the page loads; `messengers` those it links to; `address` a line that looks like a street or a postcode ("" where none
    does); `social` the shop's own accounts.
    """

    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    chats: tuple[str, ...] = ()
    messengers: tuple[str, ...] = ()
    address: str = ""
    social: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of channel there are: mail, phone, form, chat, messenger."""
        offered = {"mail": self.mails, "phone": self.phones, "form": self.forms, "chat": self.chats, "messenger": self.messengers}
        return tuple(kind for kind, found in offered.items() if found)


def unscrambled(code: str) -> str:
    """The mail address that Cloudflare hid in a `data-cfemail` attribute; "" where it is none."""
    try:
        octets = bytes.fromhex(code)
    except ValueError:
        return ""
    return bytes(octet ^ octets[0] for octet in octets[1:]).decode("ascii", "replace") if octets else ""


def mails_in(text: str) -> tuple[str, ...]:
    """The mail addresses in a text, those with "[at]" for "@" among them."""
    if not any(sign in text for sign in ("@", "＠", "[at]", "(at)")):
        return ()
    return tuple(dict.fromkeys(match.group() for match in MAIL.finditer(text)))


def _is_phone(text: str, match: re.Match[str]) -> bool:
    number = match.group()
    if sum(map(str.isdigit, number)) < FEWEST_DIGITS:
        return False
    before = text[max(0, match.start() - BEFORE_NUMBER):match.start()]
    return number.startswith("+") or SERVICE_NUMBER.fullmatch(number) is not None or ANNOUNCED.search(before) is not None


def phones_in(text: str) -> tuple[str, ...]:
    """The telephone numbers in a text: those that a word like "Tel" announces, and those with the code of a country."""
    return tuple(dict.fromkeys(match.group().strip() for match in NUMBER.finditer(text) if _is_phone(text, match)))


def address_in(text: str) -> str:
    """The first part of a text that looks like a street, or a British postcode; "" where none does."""
    for words, street in STREETS:
        match = street.search(text) if any(word in text for word in words) else None
        if match:
            return match.group().strip()
    match = POSTCODE.search(text)
    return match.group() if match else ""


def _contact_points(page: Page) -> list[Item]:
    found = items(page)
    return [*found, *(point for item in found for point in values(item, "contactPoint") if isinstance(point, dict))]


def _links(found: list[str]) -> list[str]:
    return [unquote(str(href)).strip().partition(":")[2].split("?")[0].strip() for href in found]


def _told(page: Page, name: str) -> list[str]:
    return [value for item in _contact_points(page) if (value := text_value(item, name))]


def is_message_form(form: Form) -> bool:
    """Whether a form sends a message to the shop: it has room for one, and it is no review."""
    if not any(field.type == "textarea" for field in form.fields) or form.method != "post":
        return False
    said = (*form.buttons, form.element.get("id") or "", form.element.get("class") or "")
    return not any({"reviews", "add_to_cart", "place_order"} & set(concepts_named(words)) for words in said)


def _has_sender(form: Form) -> bool:
    return any(field.type in ("email", "tel") or "mail" in f"{field.name} {field.label}".lower() for field in form.fields)


def _address(page: Page) -> str:
    marked = (" ".join(text_within(each).split()) for each in ADDRESSES(tree(page)))
    told = (address_in(text) or (text if sum(map(str.isdigit, text)) and "," in text else "") for text in marked)
    return next((text for text in told if text), "") or address_in(visible_text(page))


def is_own_account(url: str) -> bool:
    """Whether a link to a social network leads to an account, not to its home page, a share button or a theme's default."""
    parts = urlsplit(url)
    first = parts.path.strip("/").split("/")[0].lower().lstrip("@")
    return not SHARE.search(parts.path) and (first not in DEFAULT_ACCOUNTS or bool(parts.query and first == "profile.php"))


@fact
def social_links(page: Page) -> tuple[str, ...]:
    """The addresses on social networks that the page links to, share buttons left out."""
    found = (url for url in linked_addresses(page) if any(kind == "social" for kind, _ in vendors_at(url)))
    return tuple(url for url in found if not SHARE.search(urlsplit(url).path))


@fact
def channels(page: Page) -> Channels:
    """Every way to reach the shop that the page itself offers."""
    root, text = tree(page), visible_text(page)
    hidden = [unscrambled(str(code)) for code in PROTECTED(root)]
    mails = [*_links(MAIL_LINKS(root)), *hidden, *_told(page, "email"), *mails_in(text)]
    phones = [*_links(CALL_LINKS(root)), *_told(page, "telephone"), *phones_in(text)]
    schemes = {str(each.get("href")).partition(":")[0] for each in MESSENGER_SCHEMES(root)}
    return Channels(
        mails=tuple(dict.fromkeys(each for each in mails if each)),
        phones=tuple(dict.fromkeys(each for each in phones if each)),
        forms=tuple(form for form in forms(page) if is_message_form(form) and _has_sender(form)),
        chats=tuple(sorted(vendors_loaded(page, "chat"))),
        messengers=tuple(sorted(vendors_linked(page, "messenger") | schemes)),
        address=_address(page),
        social=tuple(url for url in social_links(page) if is_own_account(url)),
    )
