"""SRC-04: a search that forgives no slip and suggests nothing."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey
from checks.walk import asked_for, searched


def found_by_name(journey: Journey) -> bool:
    """The search did not find the product by its right name, so that nothing can be said of a slip in it."""
    named = asked_for(journey, "name")
    return named is not None and named.found_at is not None


@check("clear-categories/unforgiving-search", code="SRC-04", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=found_by_name, preview=True)
def unforgiving_search(journey: Journey, *, far: int = 10) -> Iterator[Finding]:
    """The search forgives a slip of the finger and suggests while one types.

    Why it matters: One wrong letter is common, above all on a phone. A search that then shows nothing loses customers who
        wanted exactly what the shop has. Suggestions spare typing and show what there is.
    How to fix: Turn on fuzzy matching with one or two edits, fill a list of synonyms from the searches that found nothing, and
        show names of products and departments while the customer types.
    Bad:
        search: {queries: [{kind: name, words: kettle, found_at: 1, results: 2}, {kind: typo, words: ketlle, results: 0}]}
    Good:
        search: {queries: [{kind: name, words: kettle, found_at: 1, results: 2, offered: [Kettles]},
                           {kind: typo, words: ketlle, found_at: 1, results: 2}]}
    Rests on: A 1.1; C 1.2(3)
    References: Baymard Institute, "E-commerce search usability" (2014): 18 % of shops failed on one wrong letter. Found within
        ten, or as early as by the right name, is a pass, nothing suggested a note: house rule, to be calibrated.
    """
    named, typo = asked_for(journey, "name"), asked_for(journey, "typo")
    if typo and (typo.found_at is None or typo.found_at > max(far, named.found_at)):
        yield fail("On a {device} the search did not find a product whose name was typed with a slip, “{words}”",
                   **searched(journey, typo, "typo"))
    if not any(query.offered for query in journey.search.queries):
        yield fail("On a {device} the search suggested nothing while “{words}” was typed", severity=Severity.NOTE,
                   **searched(journey, named, "suggestions"))
