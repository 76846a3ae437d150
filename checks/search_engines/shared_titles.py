"""SEO-01: pages that cannot be told apart in a list of search results."""

from collections.abc import Iterator
from functools import partial
from hashlib import sha256

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import PageSummary, Site
from checks.search_engines.addresses import is_listed
from checks.search_engines.listed import shared

SHARED = {
    "title": "{count} pages share one title: “{text}”",
    "description": "{count} pages share one description: “{text}”",
}


def some_listed(site: Site) -> bool:
    """No page was seen that search engines are asked to list."""
    return any(is_listed(page) for page in site.pages)


@check("search-engines/shared-titles", code="SEO-01", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.MARKETING,
       factor=Factor.CONTENT, measured=some_listed,
       headline="{count} titles or descriptions stand on more than one page")
def shared_titles(site: Site, *, least_share: float = 0.95) -> Iterator[Finding | Grade]:
    """Every page has a title and a description of its own.

    Why it matters: Title and description are what people read in a list of search results before they choose. Where many pages
        say the same, nobody can tell which one has what they look for, in the results as in the browser's tabs.
    How to fix: Let the templates build the title from what is particular to the page: the product's name and most important
        trait, or the category's name, then the shop's. Do the same for the description, in one or two sentences that say why to
        come.
    Bad:
        pages:
          - {url: "https://shop.example/a", title: Shop, description: Lamp A}
          - {url: "https://shop.example/b", title: Shop, description: Lamp B}
    Good:
        pages:
          - {url: "https://shop.example/a", title: Lamp A, description: Lamp A}
          - {url: "https://shop.example/b", title: Lamp B, description: Lamp B}
    Rests on: D III.1 (the first contact is a search; structure and content for people)
    References: Opquast v4 (2020) rules 97 and 98; Lighthouse 13.4 audits "document-title" and "meta-description" (2026). Below
        95 % of pages minor, else a note: house rule. Further pages of a list, copies that say so and pages left out of search
        results do not count.
    """
    count = sum(map(is_listed, site.pages))
    for field, message in SHARED.items():
        groups = shared(site, partial(text_of, field))
        share = 1 - sum(map(len, groups.values())) / count
        yield grade(share)
        for (language, text), group in groups.items():
            yield fail(message, key=f"{field} {fingerprint(language, text)}", pages=tuple(page.final_url for page in group),
                       severity=None if share < least_share else Severity.NOTE, count=len(group), text=text[:160],
                       language=language)


def text_of(field: str, page: PageSummary) -> tuple[str, str] | None:
    """The page's language and what stands in a field, None where nothing does."""
    text = " ".join(getattr(page, field).split())
    return (page.language, text) if text else None


def fingerprint(language: str, text: str) -> str:
    return sha256(f"{language}\n{text}".encode()).hexdigest()[:16]
