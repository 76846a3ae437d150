"""NAV-06: how many entries the main menu has."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Site
from checks.walk import along

CURVE = ((9, 1.0), (12, 0.9), (20, 0.5), (40, 0.0))


def menu_seen(site: Site) -> bool:
    """No main menu was seen in the shop's pages; it may be built by a script."""
    return bool(site.menu)


@check("short-path/crowded-menu", code="NAV-06", severity=Severity.MINOR, stage=Stage.CHOOSE, team=Team.DESIGN,
       factor=Factor.USABILITY, measured=menu_seen)
def crowded_menu(site: Site, *, many: int = 12, far_too_many: int = 20) -> Iterator[Finding | Grade]:
    """The main menu can be taken in at a glance.

    Why it matters: Nobody reads twenty entries. The more there are, the longer the customer looks and the more easily the right
        one is missed.
    How to fix: Group the entries under four to nine words that customers use, and move what is not for sale (about us, blog,
        service) to the footer or to a small second line.
    Bad:
        menu: [Lamps, Desks, Chairs, Beds, Sofas, Rugs, Mirrors, Clocks, Vases, Frames, Plants, Garden, Kitchen, Bath]
    Good:
        menu: [Lamps, Desks, Chairs, Beds, Sofas, Service]
    Rests on: B visual experience 2 (fewer operation menus)
    References: Rosenfeld, Morville and Arango, "Information Architecture" (4th ed., 2015): beware of more than ten. More than 12
        entries of the first level are a note, more than 20 minor: house rule, to be calibrated.
    """
    entries = len(site.menu)
    yield grade(along(CURVE, entries))
    if entries > many:
        yield fail("The main menu has {count} entries side by side", count=entries, menu=list(site.menu),
                   severity=None if entries > far_too_many else Severity.NOTE)
