"""FRS-03: links to official sites that were closed or moved."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import LinkKind, Page

CLOSED = "The page sends customers to the EU's platform for settling disputes, which was closed in July 2025"
MOVED = "The page's ICP number leads to the ministry's old address; the register is at beian.miit.gov.cn now"
GONE = (
    (re.compile(r"https?://ec\.europa\.eu/(?:consumers/)?odr\b", re.I), "odr", CLOSED, None),
    (re.compile(r"https?://webgate\.ec\.europa\.eu/odr\b", re.I), "odr", CLOSED, None),
    (re.compile(r"https?://(?:www\.)?miitbeian\.gov\.cn\b", re.I), "icp", MOVED, Severity.MINOR),
)


@check("living-content/dead-legal-links", code="FRS-03", severity=Severity.MAJOR, stage=Stage.RETURN, team=Team.LEGAL,
       factor=Factor.CONTENT)
def dead_legal_links(page: Page) -> Iterator[Finding]:
    """Links to official bodies are up to date.

    Why it matters: A customer who wants a dispute settled, or the shop's registration checked, is sent to a site that no
        longer answers. It shows that nobody looks after the legal texts, and lawyers send warnings for it.
    How to fix: Take the link to ec.europa.eu/consumers/odr and the sentence around it out of terms, imprint, footer and
        e-mails. Let an ICP number link to https://beian.miit.gov.cn/.
    Bad:
        <footer><p>Online dispute resolution: <a href="https://ec.europa.eu/consumers/odr/">platform of the
        EU</a></p></footer>
    Good:
        <footer><a href="https://beian.miit.gov.cn/">京ICP备12345678号</a>
        <a href="https://commission.europa.eu/consumers_en">Consumer rights</a></footer>
    Rests on: E 4.3, 4.1
    References: Regulation (EU) 2024/3228, which ends the ODR platform on 20 July 2025 (2024). MIIT Order 33, article 13
        (2005).
    """
    for link in page.links:
        for address, key, message, severity in GONE:
            if link.kind is LinkKind.ANCHOR and address.match(link.url):
                yield fail(message, key=key, severity=severity, target=link.url, at=f'<a href="{link.url}">{link.text}</a>')
