"""SEO-11: thousands of addresses made of a few pages."""

from collections.abc import Iterator
from typing import Any

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Site, Trap

MESSAGE = "Addresses without new content by {cause}, such as {pattern}: {estimate} of them. {advice}"
RULES = "For robots.txt: {rules}"


def pages_seen(site: Site) -> bool:
    """No page was seen."""
    return bool(site.pages)


@check("search-engines/endless-addresses", code="SEO-11", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=pages_seen)
def endless_addresses(site: Site, *, most_per_page: int = 10) -> Iterator[Finding]:
    """The shop has no endless addresses.

    Why it matters: Search engines give each shop so many requests a day. Where filters, sort orders or session ids make
        thousands of addresses of a few pages, they spend them on copies: new products are found late, and the server works for
        nobody.
    How to fix: Keep robots out of parameters that only filter, sort or track (the finding names the lines for robots.txt), or
        name the address without them in rel=canonical of each copy. Do one of the two for one address: a page that robots may
        not read cannot tell its canonical address. Never shut out the addresses of products.
    Bad:
        pages: [{url: "https://shop.example/lamps", kind: category}]
        traps:
          - {cause: sort orders and views, pattern: "/lamps?sort=*", example: "https://shop.example/lamps?sort=price",
             names: [sort], fetched: 6, held_back: 40, combinations: 46, robots: ["Disallow: /*?sort="],
             advice: "Name the list in its usual order in rel=canonical of all others."}
    Good:
        pages: [{url: "https://shop.example/lamps", kind: category}]
    Rests on: D III.1 (findable when the customer looks for it); E 4.1 (repeated content)
    References: RFC 9309 (2022) section 2.2.3 (* in paths); Google Search Central, "Managing crawling of faceted navigation URLs"
        (2024) and "Consolidate duplicate URLs" (2025). Ten such addresses to a page: house rule, to be calibrated.
    """
    for trap in site.traps:
        severity = Severity.MAJOR if is_many(trap, most_per_page * len(site.pages)) else None
        message = f"{MESSAGE} {RULES}" if trap.robots else MESSAGE
        yield fail(message, url=trap.example, key=trap.cause.name.lower(), severity=severity, at=trap.example, **told(trap))


def is_many(trap: Trap, most: int) -> bool:
    """Whether there are more of the addresses than `most`; those without end count by how many were met."""
    met = trap.fetched + trap.held_back
    return max(met, trap.combinations or met) > most


def told(trap: Trap) -> dict[str, Any]:
    return {
        "cause": trap.cause.value, "pattern": trap.pattern, "names": list(trap.names[:20]), "advice": trap.advice,
        "estimate": "no end" if trap.combinations is None else f"about {trap.combinations:,}", "rules": "; ".join(trap.robots),
        "combinations": trap.combinations, "fetched": trap.fetched, "held_back": trap.held_back,
    }
