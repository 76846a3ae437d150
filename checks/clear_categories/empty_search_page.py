"""SRC-03: a search without results that leaves the customer alone."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Journey
from checks.walk import asked_for, searched


def came_to_nothing(journey: Journey) -> bool:
    """No search without results was seen."""
    query = asked_for(journey, "nonsense")
    return query is not None and query.helped is not None


@check("clear-categories/empty-search-page", code="SRC-03", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.DESIGN,
       factor=Factor.USABILITY, measured=came_to_nothing)
def empty_search_page(journey: Journey) -> Iterator[Finding]:
    """A search without results leads on.

    Why it matters: A page that only says “nothing found” is a dead end in the middle of the shop. Many turn round at it, though
        what they wanted may lie two clicks away under another name.
    How to fix: Show on that page what was searched for, another spelling, the departments, some products that sell well, and a
        way to ask a person.
    Bad: {reached: checkout, search: {queries: [{kind: nonsense, words: qzxwvk, helped: false}]}}
    Good: {reached: checkout, search: {queries: [{kind: nonsense, words: qzxwvk, helped: true}]}}
    Rests on: A 1.1; E 4.1 (dead ends)
    References: Baymard Institute, "No results pages" (2023); Opquast v4 (2020) rules 163 to 165
    """
    query = asked_for(journey, "nonsense")
    if query.helped is False:
        yield fail("On a {device} a search without results leads nowhere: not found by us were departments, products or another "
                   "spelling", **searched(journey, query, "nonsense"))
