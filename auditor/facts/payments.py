"""Ways to pay: which of them a page names in words, pictures or the names of their files, and what they are called."""

from auditor.core.records import Page
from auditor.facts.fact import fact
from auditor.facts.lexicon import payments_named, read, says
from auditor.facts.text import visible_text
from auditor.facts.tree import text_within, tree

NAMES: dict[str, str] = read("payments")["names"]
CARDS = frozenset(read("payments")["kinds"]["card"])
TOLD_BY = frozenset({"alt", "title", "aria-label", "aria-labelledby", "src", "data-src", "href", "id", "class"})


@fact
def ways_to_pay(page: Page) -> tuple[str, ...]:
    """By their ids in `lexicons/payments.toml`."""
    pictures = tree(page).iter("img", "svg", "use", "i")
    told = []
    for picture in pictures:
        told += [value for name, value in picture.items() if value and name in TOLD_BY]
        told += [text_within(title) for title in picture.iterfind("title")]
    return payments_named(visible_text(page), "\n".join(filter(None, told)))


@fact
def tells_payment(page: Page) -> bool | None:
    """Whether a page says how one can pay, or links to where that is said; None where it was sent without words."""
    words = visible_text(page)
    return bool(ways_to_pay(page) or says("payment_info", words)) if words else None


def payment_name(method: str) -> str:
    """What a way to pay is called, by its id; another text as it is."""
    return NAMES.get(method, method)
