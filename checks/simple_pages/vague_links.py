"""PLN-02: links whose words say nothing of where they lead."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page
from auditor.facts.lexicon import is_vague
from auditor.facts.references import words_of
from auditor.facts.tree import tree


@check("simple-pages/vague-links", code="PLN-02", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.CONTENT,
       headline="{pages} pages have links that do not say where they lead")
def vague_links(page: Page, *, most: float = 0.05, least: int = 2) -> Iterator[Finding]:
    """Links say where they lead.

    Why it matters: People skim a page for its links, and screen readers read them out one after another. “More” and “click
        here”, heard alone, tell nobody which of ten links is the right one; nor do they tell a search engine.
    How to fix: Put the aim into the words of the link: instead of “For our shipping costs click here” write “Our shipping
        costs”; instead of “Read more” write “Read how the tea is picked”.
    Bad:
        <p>Our shipping costs: <a href="/shipping">click here</a>. The growers: <a href="/growers">more</a>.</p>
    Good:
        <p><a href="/shipping">Our shipping costs</a> · <a href="/growers">The growers and their gardens</a></p>
    Rests on: A 2(2); E 3.2.3
    References: WCAG 2.2, criterion 2.4.4 (2023). Lighthouse, audit link-text (2025).
    """
    named: dict[str, HtmlElement] = {}
    vague: dict[str, HtmlElement] = {}
    for link in tree(page).iter("a"):
        address, words = link.get("href") or "", name_of(link)
        if words and address and not address.startswith(("#", "javascript:")):
            (vague if is_vague(words) else named).setdefault(address, link)
    bare = {address: link for address, link in vague.items() if address not in named}
    if len(bare) >= least and len(bare) > most * (len(named) + len(bare)):
        words = sorted({name_of(link) for link in bare.values()})
        yield fail("{count} of the page's {all} links say only {words}", count=len(bare), all=len(named) + len(bare),
                   words=", ".join(f"“{word}”" for word in words[:3]), targets=sorted(bare)[:10], at=list(bare.values()))


def name_of(link: HtmlElement) -> str:
    """The name a screen reader reads out; a link named by another element is taken as named."""
    if link.get("aria-labelledby"):
        return "named by another element"
    return (link.get("aria-label") or "").strip() or words_of(link)
