"""PDP-03: products described in too few words and particulars."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Page, PageKind
from auditor.facts.cards import parts_of_cards
from auditor.facts.offers import own_product
from auditor.facts.structured import items, text_value, values
from auditor.facts.text import main_element, pieces, words_in
from auditor.facts.tree import text_within
from checks.product_truth.buying import has_offer

CELLS = ("td", "th")
PAIR = re.compile(r"^[^:：.!?。]{1,40}[:：]\s*\S")
NO_DESCRIPTION = re.compile(
    r"review|comment|rating|bewertung|avis|breadcrumb|cookie|consent|modal|newsletter|related|recommend|upsell|cross-?sell", re.I)
FEWEST_IN_SENTENCE = 4
SHORTEST_SENTENCE = 5  # characters: fewer hold fewer words, even of two scripts between each other


@check("product-truth/thin-description", code="PDP-03", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, measured=has_offer,
       headline="{pages} products are described in too few words or particulars")
def thin_description(page: Page, *, words: int = 60, particulars: int = 4) -> Iterator[Finding | Grade]:
    """Every product is described in words and particulars.

    Why it matters: Customers cannot take the thing into their hands; what the page does not say of size, material and use
        they must ask or guess, and what was guessed wrongly comes back.
    How to fix: Write at least sixty words (120 han) of your own for each product: what it is for, what it is made of, what
        it is not. Put measures, weight, material and what belongs to it into a small table.
    Bad:
        <main><h1>Copper kettle</h1><p>£80.00</p><p>A lovely kettle.</p><button>Add to basket</button></main>
    Good:
        <main><h1>Copper kettle</h1><p>£80.00</p><button>Add to basket</button><p>This kettle is hammered by hand from one
        sheet of copper and lined with tin, so that water never touches the copper itself. It holds one litre, boils in four
        minutes on gas, and keeps warm for a quarter of an hour. The walnut handle stays cool. It is not meant for induction
        hobs, and it should be dried after use, because water leaves stains on copper.</p><table><tr><th>Volume</th><td>1
        l</td></tr> <tr><th>Weight</th><td>900 g</td></tr><tr><th>Material</th><td>copper</td></tr><tr><th>Height</th><td>22
        cm</td></tr></table></main>
    Rests on: C 1.3.1, 2.1(1); A 1.1; B e-commerce point 1; E 3.2.3
    References: GB/T 35411-2017, product information in online trade (2017). The numbers are a house rule.
    """
    written, told = description_words(page), number_of_particulars(page)
    yield grade(0.6 * min(1, written / words) + 0.4 * min(1, told / particulars))
    if written < words:
        yield fail("The product is described in at most {count} words", key="words", count=written, least=words)
    if told < particulars:
        yield fail("The product's page lists {count} particulars such as size or material", key="particulars", count=told,
                   least=particulars, severity=Severity.MINOR)


def description_words(page: Page) -> int:
    """The words in sentences of the main part, without reviews and other products; or of the data, where they are more."""
    lines: dict[int, list[str]] = {}
    known: dict[HtmlElement, bool] = dict.fromkeys(parts_of_cards(page), True)
    for piece in pieces(page):
        if piece.main and not is_apart(piece.element, known):
            lines.setdefault(piece.paragraph, []).append(piece.text)
    counts = (words_in(text) for line in lines.values() if len(text := "".join(line)) >= SHORTEST_SENTENCE)
    product = own_product(page, items(page))
    return max(sum(count for count in counts if count >= FEWEST_IN_SENTENCE), words_in(text_value(product or {}, "description")))


@lru_cache(maxsize=1 << 14)
def is_named_apart(words: str) -> bool:
    return NO_DESCRIPTION.search(words) is not None


def is_apart(element: HtmlElement, known: dict[HtmlElement, bool]) -> bool:
    """Whether an element stands in a card, a review or the like; `known` keeps the answers."""
    if element not in known:
        parent = element.getparent()
        own = bool(element.keys()) and element.tag not in ("body", "html") and is_named_apart(
            f"{element.get('id') or ''} {element.get('class') or ''}")
        known[element] = own or (parent is not None and is_apart(parent, known))
    return known[element]


def number_of_particulars(page: Page) -> int:
    """Rows of two cells, terms with their definitions, lines like "Weight: 900 g", and properties in the data."""
    main = main_element(page)
    lines = {text for line in main.iter("li", "p") if len(text := text_within(line).strip()) <= 120 and PAIR.match(text)}
    rows = sum(map(is_row, main.iter("tr", "dt")))
    product = own_product(page, items(page)) or {}
    return max(rows + len(lines), len(values(product, "additionalProperty")))


def is_row(element: HtmlElement) -> bool:
    """Whether this is a row of two cells, or a term that something is said of."""
    if element.tag == "tr":
        return sum(1 for _ in element.iterchildren(*CELLS)) == 2
    parent = element.getparent()
    return next(element.itersiblings("dd"), None) is not None or (parent is not None and parent.tag == "div")
