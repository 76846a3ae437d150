"""LNK-02: pages that say "not found" and yet claim to be fine."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import PageKind, PageSummary, Probe, Site

BITS = 64
LEAST_WORDS = 5
OWN_KINDS = {PageKind.HOME, PageKind.CART, PageKind.CHECKOUT, PageKind.SEARCH, PageKind.ACCOUNT}


def judged(site: Site) -> bool:
    """No page was seen."""
    return bool(site.pages)


@check("sound-links/soft-404", code="LNK-02", severity=Severity.MAJOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=judged)
def soft_404(site: Site, *, alike: float = 0.93, alike_if_all_are_fine: float = 0.97,
             fewest_words: int = 50) -> Iterator[Finding]:
    """A page that is not there says so to browsers and search engines too.

    Why it matters: The customer reads "not found", but the server reports success. So search engines go on sending people
        there, and no tool of yours notices that the page is gone.
    How to fix: Let the server answer such addresses with status 404, or 410 when the product will not come back, or send them
        on (301) to the product or category that took its place.
    Bad:
        probes: [{url: https://shop.example/qwx, status: 404, words: 20, text_hash: 255}]
        pages: [{url: https://shop.example/lamp, kind: product, title: Page not found, says_not_found: true, words: 20,
                 text_hash: 255}]
    Good:
        probes: [{url: https://shop.example/qwx, status: 404, words: 20, text_hash: 255}]
        pages: [{url: https://shop.example/lamp, kind: product, title: Lamp, words: 120, text_hash: 987654321}]
    Rests on: E 4.1 ("deleted" and "cannot be displayed" are top complaints)
    References: Google Search Central, "Soft 404 errors" (2025); RFC 9110 (2022) section 15.5.5. Two signs are needed, one of
        them strong (its words, or the likeness to the shop's own error page): house rule, to be calibrated.
    """
    all_are_fine = any(probe.status == 200 for probe in site.probes)
    bar = alike_if_all_are_fine if all_are_fine else alike
    for page in site.pages:
        if page.kind in OWN_KINDS:
            continue
        signs = strong_signs(page, site.probes, bar)
        if signs and len(signs) + len(weak_signs(page, fewest_words)) >= 2:
            yield fail("The page says that it is not there, but is answered as if all were well (answer {status})",
                       url=page.final_url, pages=(page.final_url,), status=page.status, title=page.title,
                       signs=[*signs, *weak_signs(page, fewest_words)])


def strong_signs(page: PageSummary, probes: tuple[Probe, ...], bar: float) -> list[str]:
    signs = ["its title or heading says so"] if page.says_not_found else []
    if any(likeness(page, probe) >= bar for probe in probes):
        signs.append("it reads like the answer to an address that cannot exist")
    return signs


def weak_signs(page: PageSummary, fewest_words: int) -> list[str]:
    signs = ["it has hardly any text"] if page.words < fewest_words else []
    return [*signs, "it asks search engines to leave it out"] if page.noindex else signs


def likeness(page: PageSummary, probe: Probe) -> float:
    """The share of equal bits of the two texts' hashes; 0 where there is too little text to compare."""
    if min(page.words, probe.words) < LEAST_WORDS:
        return 0.0
    return 1 - (page.text_hash ^ probe.text_hash).bit_count() / BITS
