"""Keeps people out of reports: mail addresses, telephone numbers and names that are not the shop's own are masked."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement
from msgspec import Struct, structs

from auditor.core.audit import Audit
from auditor.core.records import Page, PageKind
from auditor.facts.contact import CALL_LINKS, MAIL_LINKS, channels
from auditor.facts.fact import fact
from auditor.facts.shop import Shop
from auditor.facts.structured import items, text_value, types_of
from auditor.facts.tree import class_names, classed, markup, text_within, tree

MAIL = re.compile(r"(?<![\w.+%-])([\w.+-]{1,64})(@|%40|＠)([\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.([^\W\d_]{2,24}))(?![\w@])")
PHONE = re.compile(
    r"(?<![\w.,/+-])(\+\d{2}|\(?\+?\d{2})[\d\s()./-]{5,18}\d(?![.,]?\d|[\s\xa0]?[€$£¥%]|[\w-])")
WORD = r"(?:t[eé]l(?:efon|éfono|éphone|ephone)?|phone|call us|hotline|fax|mobile?|handy|whatsapp)[\s.)]{0,3}"
ANNOUNCED = re.compile(
    rf"(?:\b{WORD}(?:[:：=]|no\.?|nr\.?)|(?:电话|電話|手机|手機|携帯)(?:番号)?[\s:：]{{0,3}})[\s(\"']{{0,3}}$", re.I)
NAMED = re.compile(rf"\b{WORD}$", re.I)  # enough before a number that begins as those of telephones do
FEWEST_DIGITS, MOST_DIGITS, LAST_DIGITS = 8, 15, 7
BEFORE = 24
FILES = frozenset({"png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "css", "js", "mjs", "json", "html", "htm", "php"})
SHOP_PAGES = (PageKind.CONTACT, PageKind.IMPRINT, PageKind.PRIVACY, PageKind.TERMS, PageKind.RETURNS, PageKind.SHIPPING,
              PageKind.FAQ, PageKind.ABOUT)
MOST_PAGES = 20
SPEAKERS = frozenset({"Review", "UserReview", "CriticReview", "EmployerReview", "Comment", "UserComments", "Question", "Answer"})
SIGN = re.compile("author|reviewer|nickname")
MARKED = re.compile(rb"=\s*+[\"']?author")
AUTHORS = XPath("//@itemprop[. = 'author']/.. | //@rel[. = 'author']/..")
SPOKEN = ("eview", "omment", "uestion", "nswer")  # quick to look for, and part of all of these
NOBODY = frozenset({"anonymous", "anonym", "anonyme", "anónimo", "guest", "gast", "customer", "kunde", "client", "cliente",
                    "admin", "匿名", "ゲスト", "user", "verified buyer"})
LONGEST_NAME = 60
MASK = "…"
MASKED = ("findings", "browser", "journeys", "pages", "departments")


class Own(Struct, frozen=True):
    """The shop's own ways to be reached: mail addresses in lower case, the last digits of telephone numbers, its host."""

    host: str = ""
    mails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    def has_mail(self, mail: str) -> bool:
        domain = mail.rpartition("@")[2]
        return mail in self.mails or self.host == domain or self.host.endswith("." + domain)

    def has_phone(self, number: str) -> bool:
        return last_digits(number) in self.phones


def last_digits(number: str) -> str:
    return "".join(filter(str.isdecimal, number))[-LAST_DIGITS:]


def own_contacts(shop: Shop) -> Own:
    """What the shop's own pages give as ways to reach it: its service pages, and the links of its home page."""
    pages = [shop.page(address) for address in shop.ids_of_kind(*SHOP_PAGES)[:MOST_PAGES]]
    mails = [mail for page in pages for mail in channels(page).mails]
    phones = [phone for page in pages for phone in channels(page).phones]
    if shop.home is not None:
        root = tree(shop.page(shop.home.id))
        mails += [str(link).partition(":")[2].partition("?")[0] for link in MAIL_LINKS(root)]
        phones += [str(link).partition(":")[2] for link in CALL_LINKS(root)]
    host = (urlsplit(shop.url).hostname or "").removeprefix("www.")
    return Own(host, frozenset(mail.strip().lower() for mail in mails), frozenset(map(last_digits, phones)) - {""})


def masked_audit(audit: Audit, own: Own) -> Audit:
    """The audit without mail addresses and telephone numbers that are not the shop's own."""
    return structs.replace(audit, **{name: masked(getattr(audit, name), lambda text: masked_text(text, own)) for name in MASKED})


def masked(value: Any, mask: Callable[[str], str]) -> Any:
    """A record, a list or a text with every text in it masked. Nothing is copied that has nothing to mask."""
    if type(value) is str:
        return mask(value)
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        after = {name: masked(field, mask) for name, field in fields.items()}
        changed = {name: field for name, field in after.items() if field is not fields[name]}
        return structs.replace(value, **changed) if changed else value
    if isinstance(value, dict):
        return same_or({masked(key, mask): masked(each, mask) for key, each in value.items()}, value)
    if isinstance(value, (tuple, list)):
        return same_or(type(value)(masked(each, mask) for each in value), value)
    return value


def same_or(after: Any, before: Any) -> Any:
    return before if after == before else after


def masked_text(text: str, own: Own) -> str:
    """A text without mail addresses and telephone numbers, but for the shop's own."""
    if "@" in text or "%40" in text or "＠" in text:
        text = MAIL.sub(lambda match: mail_masked(match, own), text)
    return PHONE.sub(lambda match: phone_masked(match, own), text) if has_number(text) else text


def has_number(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= FEWEST_DIGITS


def mail_masked(match: re.Match[str], own: Own) -> str:
    name, at, domain, ending = match.groups()
    kept = ending.lower() in FILES or own.has_mail(f"{name}@{domain}".lower())
    return match[0] if kept else f"{name[0]}{MASK}{at}{domain}"


def phone_masked(match: re.Match[str], own: Own) -> str:
    """A number stays that nothing calls a telephone's: prices, article numbers and EAN are none."""
    number, before = match[0], match.string[max(0, match.start() - BEFORE):match.start()]
    digits = sum(map(str.isdigit, number))
    called = number[0] == "+" or ANNOUNCED.search(before) or (number[0] in "0(" and NAMED.search(before))
    if not called or not FEWEST_DIGITS - 1 <= digits <= MOST_DIGITS or own.has_phone(number):
        return number
    return f"{match[1]}{MASK}"


# ---- names


def speakers(value: Any) -> Iterator[dict[str, Any]]:
    """Whatever a person says in structured data, however deep it lies: reviews, comments, questions, answers."""
    if isinstance(value, list):
        for each in value:
            yield from speakers(each)
    elif isinstance(value, dict):
        if not SPEAKERS.isdisjoint(types_of(value)):
            yield value
        for each in value.values():
            yield from speakers(each)


@fact
def persons(page: Page) -> frozenset[str]:
    """The names of people who wrote reviews or comments on the page, as far as it marks them as such."""
    if not any(word in page.html for word in SPOKEN):
        return frozenset()
    told = [text_value(said, name) for said in speakers(list(items(page))) for name in ("author", "creator")]
    shown = [" ".join((each.get("content") or text_within(each)).split()) for each in _signatures(page)]
    return frozenset(name for name in (*told, *shown)
                     if 2 <= len(name) <= LONGEST_NAME and name.lower() not in NOBODY and not name.isdigit())


def _signatures(page: Page) -> list[HtmlElement]:
    """The elements that say who wrote the review or the comment that they stand in."""
    signs = set(filter(SIGN.search, class_names(page)))
    signed = [element for element, classes in classed(page) if classes in signs] if signs else []
    if MARKED.search(markup(page)):
        signed += AUTHORS(tree(page))
    return [element for element in signed if any(map(_is_spoken, element.iterancestors()))]


def _is_spoken(element: HtmlElement) -> bool:
    classes = element.get("class") or ""
    return "comment" in classes or "review" in classes or "Review" in (element.get("itemtype") or "")


def without_names(value: Any, names: Iterable[str]) -> Any:
    """A record without these names."""
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first or not value:
        return value
    named = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))
    return masked(value, lambda text: named.sub(lambda match: match[0][0] + MASK, text))
