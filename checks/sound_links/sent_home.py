"""LNK-08: links to goods and pages that are gone, and that lead to the home page instead."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Site, Target
from auditor.facts.lexicon import names
from checks.sound_links.targets import carriers, checked, told

DEEP = 2


@check("sound-links/sent-home", code="LNK-08", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.FUNCTION, measured=checked,
       headline="{count} links promise a page and lead to the home page")
def sent_home(site: Site) -> Iterator[Finding]:
    """Links lead where they say, not to the home page.

    Why it matters: Who follows a link to a product and finds the home page thinks that the shop is broken, and begins anew or
        leaves. Search engines take such a redirect for a missing page, too.
    How to fix: Point the link to the product or category that took the place of the old one. If nothing did, take the link away
        and answer the old address with 404 or 410 and a page that helps on.
    Bad:
        targets_checked: 12
        sent_home:
          - target: https://shop.example/lamps/old-lamp
            status: 200
            kind: anchor
            hops: [https://shop.example/]
            sources: [{url: https://shop.example/news, text: The old lamp, region: main, kind: anchor}]
    Good:
        targets_checked: 12
    Rests on: E 4.1 ("deleted" and "cannot be displayed" are top complaints); B visual experience 2
    References: Google Search Central, "Soft 404 errors" (2025). Addresses of one folder only, and links called home, may lead
        home: house rule.
    """
    for target in site.sent_home:
        if is_deep(target.target) and not is_called_home(target):
            yield fail("The link to {target} leads to the home page; pages with it: {count}", url=target.target,
                       pages=carriers(target), **told(target))


def is_deep(url: str) -> bool:
    """Whether an address is of something within the shop, not of the shop itself (`/en/`, `/shop`, `/index.php`)."""
    return len([part for part in urlsplit(url).path.split("/") if part]) >= DEEP


def is_called_home(target: Target) -> bool:
    """Whether a link to the address says that it leads home."""
    return any(names("home", source.text) for source in target.sources)
