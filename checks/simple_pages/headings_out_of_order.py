"""VIS-03: one main heading, and headings that go down step by step."""

from collections.abc import Iterator
from itertools import pairwise

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page
from auditor.facts.document import headings

FRAME = frozenset({"nav", "footer", "aside", "dialog"})

@check("simple-pages/headings-out-of-order", code="VIS-03", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.DESIGN,
       factor=Factor.USABILITY,
       headline="{pages} pages have headings that are missing or out of order")
def headings_out_of_order(page: Page) -> Iterator[Finding]:
    """Each page has one main heading, and the others follow in order.

    Why it matters: The main heading tells customers at a glance, and search engines and screen readers at a word, what the
        page is about. Where there is none, or there are several, or levels are left out, the outline falls apart.
    How to fix: Make the name of the product, department or article the page's only <h1>. Under it use <h2>, under that
        <h3>; choose the level by the outline, and the size in the stylesheet.
    Bad:
        <main><h1>Kettles</h1><h1>Sale</h1><h4>Copper kettle</h4></main>
    Good:
        <main><h1>Kettles</h1><h2>Copper</h2><h3>Copper kettle, 1 l</h3><h2>Steel</h2></main>
    Rests on: B visual experience 1; A 2(2)
    References: WCAG 2.2, criteria 1.3.1 and 2.4.6 (2023). axe-core, rules page-has-heading-one and heading-order (2025).
    """
    found = headings(page)
    mains = {heading.text: heading for heading in found if heading.level == 1}
    if not mains:
        yield fail("The page has no main heading", key="none")
    elif len(mains) > 1:
        yield fail("The page has {count} main headings: {texts}", key="several", count=len(mains),
                   texts=", ".join(f"“{text}”" for text in list(mains)[:4]), at=[heading.element for heading in mains.values()])
    inside = [heading for heading in found if FRAME.isdisjoint(outer.tag for outer in heading.element.iterancestors())]
    jumps = [after for before, after in pairwise(inside) if after.level > before.level + 1]
    if jumps:
        yield fail("Headings leave out a level, for example before “{text}”", key="order", text=jumps[0].text, count=len(jumps),
                   at=[heading.element for heading in jumps])
