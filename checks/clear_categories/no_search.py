"""SRC-01: a way to search the shop."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.navigation import has_search
from auditor.facts.text import visible_text
from checks.words import page_word


def has_words(page: Page) -> bool:
    """The page as first sent is empty; scripts make it."""
    return bool(visible_text(page))


@check("clear-categories/no-search", code="SRC-01", severity=Severity.MAJOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, on={PageKind.HOME, PageKind.CATEGORY, PageKind.PRODUCT}, measured=has_words)
def no_search(page: Page) -> Iterator[Finding]:
    """A search stands on every page.

    Why it matters: About half of all customers start with the search box; it takes the place of the assistant whom one
        asks. Without it they must guess in which department a thing lies.
    How to fix: Put an open search field into the header of every template, with a button and the label “Search”, and let it
        send its words to the results page by a plain form.
    Bad:
        <header><a href="/">Harbour Teas</a><a href="/teas">Teas</a></header><main><h1>Teas</h1></main>
    Good:
        <header><a href="/">Harbour Teas</a><form action="/search" role="search"><input type="search" name="q"
        aria-label="Search"><button>Search</button></form></header><main><h1>Teas</h1></main>
    Rests on: C 1.2(3), 2.1(1); A 1.1
    References: Baymard Institute, E-commerce search usability (2026). WCAG 2.2, criterion 2.4.5 (2023).
    """
    if not has_search(page):
        yield fail("No way to search the shop was found on this {kind}", kind=page_word(page.kind))
