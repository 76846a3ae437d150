"""LNK-07: links to a place on a page that is not there."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Site
from checks.sound_links.targets import carriers, checked, told


@check("sound-links/missing-fragments", code="LNK-07", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.FUNCTION, measured=checked,
       headline="{count} links point to places that are not on their pages")
def missing_fragments(site: Site) -> Iterator[Finding]:
    """Links to a place on a page find that place.

    Why it matters: A link to "Shipping costs" that opens at the top of a long page leaves the customer to search for what was
        promised.
    How to fix: The part of the address after # must be the id of an element on that page. Give the heading that the link means
        this id, or correct the link.
    Bad:
        targets_checked: 12
        broken_fragments:
          - target: https://shop.example/help#costs
            status: 200
            kind: anchor
            sources: [{url: https://shop.example/, text: Shipping costs, region: main, kind: anchor}]
    Good:
        targets_checked: 12
    Rests on: E 4.1; E 3.2.3 (information is easy to find)
    References: HTML Living Standard (2026) section 7.4.6.4, "Scrolling to a fragment"; Opquast v4 (2020) rule 147
    """
    for target in site.broken_fragments:
        yield fail("The place {target} is not on that page; pages that link to it: {count}", url=target.target,
                   pages=carriers(target), **told(target))
