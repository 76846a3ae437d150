"""MOB-02: the line in a page's head that makes it fit a telephone."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Page
from auditor.facts.document import viewport
from auditor.facts.tree import tree

BY_SCRIPT = re.compile(r"""name["'\s=,(]+viewport|["']viewport["']""")


@check("every-customer/no-viewport", code="MOB-02", severity=Severity.MAJOR, stage=Stage.DISCOVER, team=Team.DESIGN,
       factor=Factor.USABILITY)
def no_viewport(page: Page, *, least_zoom: float = 2) -> Iterator[Finding]:
    """Pages fit the screen of a telephone and can be enlarged.

    Why it matters: Without one line in its head a page is shown on a telephone as a shrunken desk page, in type too small
        to read or tap. Where enlarging is forbidden, customers with weak eyes cannot read prices and conditions.
    How to fix: Put <meta name="viewport" content="width=device-width, initial-scale=1"> into the head of every template,
        and take away user-scalable=no and maximum-scale.
    Bad:
        <html lang="en"><head><title>Kettle</title></head><body><h1>Kettle</h1></body></html>
    Good:
        <html lang="en"><head><title>Kettle</title>
        <meta name="viewport" content="width=device-width, initial-scale=1"></head><body><h1>Kettle</h1></body></html>
    Rests on: A 2(2); D III.2 (usability)
    References: WCAG 2.2, criteria 1.4.4 and 1.4.10 (2023). Lighthouse, audit viewport (2025).
    """
    written = viewport(page)
    if not written:
        yield missing(page)
        return
    settings = settings_of(written)
    if settings.get("width", "device-width").rstrip("px").isdigit():
        yield fail("The page is laid out for a screen of {width} pixels, whatever the customer's device", key="width",
                   width=settings["width"], at=f'<meta name="viewport" content="{written}">')
    if settings.get("user-scalable") in ("no", "0") or number(settings.get("maximum-scale", "10")) < least_zoom:
        yield fail("The page keeps customers on telephones from enlarging it", key="zoom", severity=Severity.MINOR,
                   at=f'<meta name="viewport" content="{written}">')


def missing(page: Page) -> Finding:
    """A defect, unless a script or a telephone edition of its own may stand in for the line."""
    root = tree(page)
    by_device = "user-agent" in page.headers.get("vary", "").lower()
    elsewhere = by_device or root.xpath('//link[@rel="alternate"][contains(@media, "width")]')
    if elsewhere or any(BY_SCRIPT.search(script.text or "") for script in root.iter("script")):
        return review("The page as first sent is not fitted to telephones; a script or a telephone edition may see to it",
                      key="missing")
    return fail("The page does not tell telephones to fit it to their screen", key="missing")


def settings_of(content: str) -> dict[str, str]:
    """The parts of a viewport line, by name."""
    pairs = (part.partition("=") for part in re.split(r"(?<![,;\s])[,;\s]++(?=[a-z-]+\s*=)", content.lower()))
    return {name.strip(): value.strip(" ,;") for name, _, value in pairs}


def number(text: str) -> float:
    return float(text) if re.fullmatch(r"(?:\d*\.)?\d+", text) else 10.0
