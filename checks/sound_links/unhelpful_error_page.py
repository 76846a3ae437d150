"""LNK-03: how the shop answers an address that does not exist."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Probe, Site

WALLS = {401, 403, 405, 429, 503, 999}


def answered(site: Site) -> bool:
    """The shop was not asked for an address that cannot exist, or gave no answer that can be judged."""
    return any(is_answer(probe) for probe in site.probes)


def is_answer(probe: Probe) -> bool:
    return probe.status is not None and probe.status not in WALLS


@check("sound-links/unhelpful-error-page", code="LNK-03", severity=Severity.MAJOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=answered)
def unhelpful_error_page(site: Site) -> Iterator[Finding]:
    """An address that does not exist is answered honestly, and shows the way on.

    Why it matters: Customers mistype, and old links live for years. Whoever lands on an error page without menu or search
        leaves; and where the shop pretends that nothing is wrong, search engines list empty pages and nobody notices dead links.
    How to fix: Let the shop answer such addresses with status 404 (or 410) instead of 200 or a redirect to the home page, in
        the shop's own design, with the main menu, the search box and links to the largest categories. Most shop systems have a
        "404" or "not found" template for this.
    Bad:
        probes: [{url: https://shop.example/qwx, status: 200, has_menu: true, has_search: true}]
    Good:
        probes: [{url: https://shop.example/qwx, status: 404, has_menu: true, has_search: true}]
    Rests on: E 4.1 (links into dead ends)
    References: Opquast v4 (2020) rules 215, 216 and 218; RFC 9110 (2022) section 15.5.5. That a missing menu is minor and a
        missing search a note: house rule.
    """
    for probe in filter(is_answer, site.probes):
        what = "An address" if probe.shape == "root" else f"An address under {probe.shape}"
        told = {"url": probe.url, "key": probe.shape, "what": what, "status": probe.status, "final_url": probe.final_url}
        if probe.status >= 500:
            yield fail("{what} that does not exist makes the server fail (answer {status})", **told)
        elif probe.status < 400:
            yield fail("{what} that does not exist is answered as if all were well (answer {status})", **told)
        elif not probe.has_menu:
            yield fail("The error page shows no menu to go on with", **told, severity=Severity.MINOR)
        elif not probe.has_search:
            yield fail("The error page offers no search", **told, severity=Severity.NOTE)
