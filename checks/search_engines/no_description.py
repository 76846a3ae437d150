"""SEO-08: the sentence under a search result."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.document import description, noindex


def for_search(page: Page) -> bool:
    """The page asks search engines to leave it out."""
    return not noindex(page)


@check("search-engines/no-description", code="SEO-08", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.CONTENT,
       factor=Factor.CONTENT, on={PageKind.HOME, PageKind.CATEGORY, PageKind.PRODUCT, PageKind.ARTICLE}, applies=for_search,
       headline="{pages} pages have no description for search results")
def no_description(page: Page) -> Iterator[Finding]:
    """The page brings its own description for search results.

    Why it matters: The description is what people read before they decide whose result to tap. Without it a search engine
        cuts something together, often out of menu words or cookie notes.
    How to fix: Write one or two sentences (up to about 150 letters, 75 han) that say what is offered and why here, into
        <meta name="description" content="…">; let the template build it from name, trait and price for products.
    Bad:
        <html lang="en"><head><title>Copper kettle</title></head><body><h1>Copper kettle</h1></body></html>
    Good:
        <html lang="en"><head><title>Copper kettle</title>
        <meta name="description" content="A hand-made copper kettle for one litre, sent within two days."></head>
        <body><h1>Copper kettle</h1></body></html>
    Rests on: D III.1
    References: Google Search Central, Control your snippets (2025). Lighthouse, audit meta-description (2025).
    """
    if not (description(page) or "").strip():
        yield fail("The page has no description for search results")
