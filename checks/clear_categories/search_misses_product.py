"""SRC-02: a product that the shop's own search does not find."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey, Query
from checks.walk import asked_for, searched

KNOWN = {"name": "its name", "number": "its number"}


def looked_for(journey: Journey) -> bool:
    """No product was looked for by the shop's search."""
    return any(asked_for(journey, kind) for kind in KNOWN)


@check("clear-categories/search-misses-product", code="SRC-02", severity=Severity.MAJOR, stage=Stage.CHOOSE,
       team=Team.ENGINEERING, factor=Factor.FUNCTION, measured=looked_for)
def search_misses_product(journey: Journey, *, near: int = 3, far: int = 10) -> Iterator[Finding]:
    """The search finds a product by its name and by its number.

    Why it matters: Whoever types a product's name has all but decided. A search that does not show it says that the shop does
        not have it, and the customer buys where it is found.
    How to fix: Let the search index names, article numbers and makers, weigh a match in the name most, and try it with ten
        names from your own product pages.
    Bad: {reached: checkout, search: {queries: [{kind: name, words: copper kettle, results: 0}]}}
    Good: {reached: checkout, search: {queries: [{kind: name, words: copper kettle, found_at: 1, results: 4}]}}
    Rests on: A 1.1 (the search replaces the shelf); C 1.2(3), 2.1(1)
    References: Baymard Institute, "E-commerce search usability" (2014, 2026): 16 % of shops could not find products by name or
        model. Within three a pass, within ten a note, for a number within ten a pass: house rule, to be calibrated.
    """
    for kind, by in KNOWN.items():
        query = asked_for(journey, kind)
        if query is None or (query.found_at is not None and query.found_at <= (near if kind == "name" else far)):
            continue
        told = {**searched(journey, query, kind), "by": by}
        if query.found_at is None:
            yield fail("On a {device} the search did not find a product by {by}, “{words}”: {shown}", **told, shown=shown(query),
                       severity=None if kind == "name" else Severity.MINOR)
        else:
            yield fail("On a {device} the search shows a product that was looked for by {by}, “{words}”, only at place {place}",
                       **told, place=query.found_at, severity=Severity.NOTE if query.found_at <= far else Severity.MINOR)


def shown(query: Query) -> str:
    return f"it is not among the {query.results} results" if query.results else "it shows no result"
