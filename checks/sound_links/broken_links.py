"""LNK-01: links of the shop to pages of its own that are not there."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Site, Target
from checks.sound_links.targets import answer, carriers, checked, is_everywhere, told


@check("sound-links/broken-links", code="LNK-01", severity=Severity.BLOCKER, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.FUNCTION, measured=checked,
       headline="{count} links lead to pages that are not there")
def broken_links(site: Site) -> Iterator[Finding]:
    """Every link leads somewhere.

    Why it matters: A customer who follows a link and lands on an error has lost the way to the goods, and wonders what else
        in this shop is neglected. In the menu, the header or the footer the same dead end waits on every page.
    How to fix: Open the pages listed here, find the link by its words and point it to the right address, or take it out. If
        the page was moved or sold off, send its old address on to the nearest living one (a permanent redirect, 301), so that
        bookmarks and search engines find the way too.
    Bad:
        targets_checked: 12
        broken:
          - target: https://shop.example/old
            status: 404
            kind: anchor
            sources: [{url: https://shop.example/, text: Old offers, region: menu, kind: anchor}]
    Good:
        targets_checked: 12
    Rests on: E 4.1 (dead ends and deleted pages are a top complaint and destroy trust)
    References: Opquast v4 (2020) rule 147; RFC 9110 (2022) sections 15.5 and 15.6. Major in a page's own text, a blocker in
        the parts that pages share, minor where the link leads to somebody else's site: house rule.
    """
    for target in site.broken:
        yield fail("{target} {answer}; pages that link to it: {count}", url=target.target,
                   pages=carriers(target), severity=severity_of(target), answer=answer(target), **told(target))


def severity_of(target: Target) -> Severity | None:
    if target.external:
        return Severity.MINOR
    return None if is_everywhere(target) else Severity.MAJOR
