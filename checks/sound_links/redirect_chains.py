"""LNK-06: links that are sent on and on, or in circles."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Site
from checks.sound_links.targets import carriers, checked, told


@check("sound-links/redirect-chains", code="LNK-06", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=checked,
       headline="{count} links take several redirects to their page")
def redirect_chains(site: Site, *, most_hops: int = 1, far_too_many_hops: int = 5) -> Iterator[Finding]:
    """Links lead to their page at most one redirect away.

    Why it matters: Each time an address sends the customer on, the page waits for another answer, on a phone up to half a
        second. An address that is sent round in a circle never opens at all.
    How to fix: Point the link, and every redirect of the chain, straight at the last address. A circle usually comes of two
        rules that contradict each other (with and without www, http and https, or a final slash): keep one of them.
    Bad:
        targets_checked: 12
        redirects:
          - target: https://shop.example/a
            status: 200
            kind: anchor
            hops: [https://shop.example/b, https://shop.example/c]
            sources: [{url: https://shop.example/, text: A, region: main, kind: anchor}]
    Good:
        targets_checked: 12
        redirects:
          - target: https://shop.example/a
            status: 200
            kind: anchor
            hops: [https://shop.example/b]
            sources: [{url: https://shop.example/, text: A, region: main, kind: anchor}]
    Rests on: E 4.1; E 3.2.4 (waiting loses the visitor)
    References: RFC 9110 (2022) section 15.4; Google Search Central, "Redirects and Google Search" (2025): up to 10 hops are
        followed. More than one is minor, five or a circle major: house rule, to be calibrated.
    """
    for target in site.redirects:
        hops = len(target.hops)
        if target.external or (hops <= most_hops and not target.loops):
            continue
        message = ("{target} is sent on in a circle and never opens; pages that link to it: {count}" if target.loops else
                   "{target} is sent on {times} times before it opens; pages that link to it: {count}")
        severity = None if target.loops or hops >= far_too_many_hops else Severity.MINOR
        yield fail(message, url=target.target, pages=carriers(target), severity=severity, times=hops,
                   hops=list(target.hops), loops=target.loops, **told(target))
