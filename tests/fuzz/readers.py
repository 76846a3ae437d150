"""Every reader of what a shop sends, by the kind of thing it reads. All take bytes, as they come and as the corpus keeps them."""

import inspect
import pkgutil
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import msgspec
from multidict import CIMultiDict, CIMultiDictProxy

import auditor.facts
from auditor.core.check import Check
from auditor.core.judge import applicable, entry_of, outcome_of
from auditor.core.ledger import Bench
from auditor.core.records import Link, LinkKind, Page, PageKind, Region
from auditor.core.registry import all_checks
from auditor.facts import (
    contact,
    document,
    kinds,
    lexicon,
    links,
    naming,
    prices,
    references,
    structured,
    stylesheets,
    text,
    vendors,
)
from auditor.facts.fact import changed
from auditor.facts.reading import read
from auditor.facts.redirects import script_redirect
from auditor.facts.tree import tree
from checks.every_customer import no_viewport
from checks.living_content import leftovers
from checks.product_truth import false_discount
from checks.relationship import social_links_to_nobody
from checks.search_engines import addresses as plain_addresses
from checks.search_engines import almost_shared_titles, wrong_language_marks
from checks.short_path import errors_on_the_way
from spiders import decoding, features, gate, headers, probes, sheets, sitemaps, spelling, traps
from spiders.fingerprint import fingerprint
from spiders.journey import bill, customer, finders, line, options, seeking, signs, wording
from spiders.journey.sight import PRICE
from spiders.journey.steps import product as product_step
from spiders.rendering import compare

SHOP = "https://shop.example/"
PRODUCT = f"{SHOP}goods/lamp.html"
KINDS = (PageKind.HOME, PageKind.CATEGORY, PageKind.PRODUCT, PageKind.PRIVACY, PageKind.OTHER)
ENCODE = msgspec.msgpack.encode
NOT_FROM_SHOPS = {"lexicon.read", "words.read_term", "words.lexicon", "words.wordings", "lexicon.words_of_concepts"}  # what the auditor's own files say


def modules(package: ModuleType) -> Iterable[ModuleType]:
    return [import_module(found.name) for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


def parameters(function: Any) -> list[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())


@cache
def of_one(kind: type) -> tuple[Callable[[Any], Any], ...]:
    """The public functions of the facts that ask for one record or text of a kind, and for nothing else."""
    own = (each for module in modules(auditor.facts) for name, each in vars(module).items()
           if callable(each) and not isinstance(each, type) and getattr(each, "__module__", "") == module.__name__ and name == name.lstrip("_"))
    found = {each for each in own if (asked := parameters(each)) and asked[0].annotation is kind
             and all(one.default is not one.empty for one in asked[1:])}
    named = {f"{each.__module__.rpartition('.')[2]}.{each.__name__}": each for each in found}
    return tuple(named[name] for name in sorted(named) if name not in NOT_FROM_SHOPS)


@cache
def page_checks() -> tuple[Check, ...]:
    return tuple(check for check in all_checks() if check.subject == "page")


def as_text(body: bytes) -> str:
    """The text of a corpus file; a text may hold lone surrogates, as texts from scripts and JSON do."""
    return body.decode("utf-8", "surrogatepass")


def written(texts: Any) -> bytes:
    """What a text becomes where it is kept: raises for one that can be written nowhere."""
    return ENCODE(texts)


def read_page(body: bytes) -> None:
    """All that is ever asked of one page: what it leads to, what it is, every fact, every check, as it would be kept."""
    page = Page(url=PRODUCT, final_url=PRODUCT, status=200, html=as_text(body), headers={"date": "Tue, 15 Nov 1994 08:12:31 GMT"})
    found = links.links(page)
    written([(link.url, link.text, link.fragment) for link in found])
    script_redirect(page)
    kinds.is_ordering(page)
    kind, _ = kinds.kind_of(page, SHOP)
    fingerprint(tree(page), kind)
    compare.contents(PRODUCT, page.html)
    page = changed(page, kind=kind, links=found)
    for fact in of_one(Page):
        fact(page)
    written(read(page))
    written(document.title(page))
    for each in {kind, *KINDS}:
        judge_page(changed(page, kind=each))


def judge_page(page: Page) -> None:
    """Every check of the kind of page, without the judge's net, and what would be kept of it."""
    bench = Bench(page_checks(), {}, SHOP)
    for check in applicable(bench.checks, page):
        judgement = outcome_of(check, page, None, check.options)
        written((entry_of(check, judgement), tuple(bench.kept(check, page, judgement, "other"))))


def read_data(body: bytes) -> None:
    """JSON-LD of a product page."""
    told = as_text(body).replace("</", "<\\/")
    read_page(f'<h1>Lamp</h1><script type="application/ld+json">{told}</script><button>Add to cart</button>'.encode("utf-8", "surrogatepass"))
    data = references.read_data(as_text(body))
    found = [links.resolve(PRODUCT, href) for _, href in references.told(data)]
    written([address for address in found if address])
    structured.read_json(as_text(body))


def read_address(body: bytes) -> None:
    """An address as a page, a header or a sitemap writes it, and all that is asked of it once it is resolved."""
    href = as_text(body)
    for base in (SHOP, PRODUCT, "http://[::1]:8080/a?b=c"):
        if address := links.resolve(base, href):
            written(address)
            ask_of(address[0])
    for reader in (wrong_language_marks.bare, lexicon.slug_concepts, gate.changes_something, references.untemplated):
        reader(href)


def ask_of(url: str) -> None:
    """All that is asked of an address in its one spelling; resolving it again changes nothing but an empty end."""
    assert len(url) > links.LONGEST_HREF or links.resolve(SHOP, url) in ((url, None), (url.rstrip(";"), None))
    spelled = spelling.spelled(url)
    assert spelling.spelled(spelled) == spelled
    spelling.address(spelled)
    for reader in (gate.refusal, gate.bare_host, gate.is_local, links.origin, traps.parts_of, probes.nonsense, kinds_of_address,
                   plain_addresses.plain, plain_addresses.name_of_page, plain_addresses.is_further_page, spelling.shape_of,
                   features.stem_of, contact.is_own_account, social_links_to_nobody.account_of, vendors.vendors_at, naming.host_name,
                   finders.plain_address, finders.leads_home):
        reader(url)
    finders.same_shop(url, SHOP)
    gate.same_owner(url, SHOP)
    list(probes.beside([url, f"{url}/x"], SHOP))
    learnt = traps.Traps()
    learnt.admits(spelled)
    learnt.learned(spelled, 0, 0)


def kinds_of_address(url: str) -> None:
    page = Page(url=url, final_url=url, status=200, html="<p>x")
    kinds.kind_of(page, SHOP)
    kinds.template_of(page)


def read_robots(body: bytes) -> None:
    rules = gate.RobotRules(200, body.decode("utf-8", "replace"))
    for named in rules.sitemaps:
        links.resolve(SHOP, named)
    for url in (SHOP, f"{PRODUCT}?a=%ff&b=*$", f"{SHOP}%", f"{SHOP}a" * 50):
        rules.refusal(url)


def read_sitemap(body: bytes) -> None:
    listed = sitemaps.read(body, f"{SHOP}sitemap.xml")
    written(listed)
    for url in (*listed.pages, *listed.sitemaps, *listed.images, *listed.alternates)[:20]:
        ask_of(url)


def read_body(body: bytes) -> None:
    """A body in an unknown charset, after a line with its content type."""
    content_type, _, rest = body.partition(b"\n")
    declared = content_type.decode("latin-1")
    decoding.looks_like_html(declared, rest)
    written(decoding.decode(declared, rest))


def read_headers(body: bytes) -> None:
    """Headers, one a line, and the checks that read them."""
    pairs = [line.partition(":")[::2] for line in as_text(body).splitlines()]
    sent = CIMultiDictProxy(CIMultiDict((name.strip(), value.strip()) for name, value in pairs if name.strip()))
    headers.content_type(sent)
    headers.cookies_set(sent)
    kept = headers.kept(sent)
    page = Page(url=SHOP, final_url=SHOP, status=200, html=f"<title>x</title><p>{'Lamp ' * 30}</p><p>© 2019", headers=kept)
    for fact in of_one(Page):
        fact(page)
    for kind in KINDS:
        judge_page(changed(page, kind=kind))


def read_sheet(body: bytes) -> None:
    list(sheets.named_in(PRODUCT, "text/css", body))
    stylesheets.addresses_in(as_text(body))


def read_manifest(body: bytes) -> None:
    list(sheets.named_in(PRODUCT, "application/manifest+json", body))


def read_srcset(body: bytes) -> None:
    list(references.candidates(as_text(body)))


def read_words(body: bytes) -> None:
    """A text of any length as facts, checks and the walk read it: prices, dates, mail, telephone, names, policies."""
    words = as_text(body)
    for reader in (*of_one(str), *OF_WORDS):
        if reader not in OF_ADDRESSES:
            reader(words)
    for concept in ("cart", "sold_out", "prior_price", "shipping"):
        lexicon.says(concept, words)
        lexicon.names(concept, words)


OF_ADDRESSES = (links.origin, links.normal, links.plain_origin, contact.is_own_account, vendors.vendors_at, naming.host_name)
OF_WORDS: tuple[Callable[[str], Any], ...] = (
    bill.total_of, bill.tells_tax, bill.COUPON.search, PRICE.findall, seeking.telling_words, seeking.misspelt,
    lambda words: seeking.queries(words, words), lambda words: signs.mentions(words, words[:99]), signs.names_shipping_cost,
    wording.small_words, lambda words: wording.behind("total", words), finders.asks_for_price, product_step.number_in,
    customer.customer_for, options.short, options.sold_out, options.is_prompt, line.TIMES.findall, line.BARE.findall,
    line.QUANTITY.search, lambda words: list(false_discount.percents(words)), no_viewport.settings_of, leftovers.left_over,
    lambda words: [no_viewport.number(each) for each in no_viewport.settings_of(words).values()],
    almost_shared_titles.words_of, wrong_language_marks.is_valid, wrong_language_marks.hint, errors_on_the_way.status_of,
    lambda words: text.similar(text.hash_of(words), 1),
    lambda words: prices.same_currency(words, "$"), lambda words: gate.forbidden_by_name(words, True),
    lambda words: Link(SHOP, LinkKind.ANCHOR, Region.MAIN, words).target,
)
READERS: dict[str, Callable[[bytes], None]] = {
    "address": read_address, "body": read_body, "data": read_data, "headers": read_headers, "manifest": read_manifest,
    "page": read_page, "robots": read_robots, "sheet": read_sheet, "sitemap": read_sitemap, "srcset": read_srcset,
    "words": read_words,
}
