"""NAV-04: the trail from the home page to where one stands."""

import re
from collections.abc import Iterator

from lxml import etree

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.document import breadcrumb
from auditor.facts.text import visible_text
from auditor.facts.tree import tree
from checks.words import page_word

OTHER_NAMES = etree.XPath("//*[contains(@class, 'crumb') or contains(@id, 'crumb') or contains(@class, 'pankuzu')"
                          " or contains(@class, 'topicpath') or contains(@class, 'topic-path') or contains(@class, 'pathway')]")
YOU_ARE_HERE = re.compile(
    r"you are here|sie sind hier|du bist hier|vous êtes ici|(?:usted )?está(?:s)? (?:aquí|en):"
    r"|当前位置|您的位置|现在的位置|目前位置|您的所在位置|您現在的位置|現在位置|現在地", re.I)


@check("clear-categories/no-breadcrumbs", code="NAV-04", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.DESIGN,
       factor=Factor.USABILITY, on={PageKind.CATEGORY, PageKind.PRODUCT},
       headline="{pages} pages do not show the way back through the departments")
def no_breadcrumbs(page: Page) -> Iterator[Finding]:
    """Category and product pages show the way back through the departments.

    Why it matters: Many customers enter on a product page, from a search engine. The trail is their only sign of the
        department they are in, and one tap leads to what is like it.
    How to fix: Above the heading show a trail such as Home › Kettles › Copper kettle in a <nav aria-label="Breadcrumb">,
        each step but the last a link, and repeat it as BreadcrumbList data.
    Bad:
        <main><h1>Copper kettle</h1><p>£80</p></main>
    Good:
        <nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/kettles">Kettles</a></li>
        <li>Copper kettle</li></ol></nav><main><h1>Copper kettle</h1><p>£80</p></main>
    Rests on: B visual experience 3; D II.2
    References: Google Search Central, Breadcrumb structured data (2025). Nielsen Norman Group, Breadcrumbs: 11 design
        guidelines (2018).
    """
    if not breadcrumb(page) and not OTHER_NAMES(tree(page)) and not YOU_ARE_HERE.search(visible_text(page)):
        yield fail("No trail back to the departments (breadcrumbs) was found on this {kind}", kind=page_word(page.kind))
