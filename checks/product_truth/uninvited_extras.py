"""PRC-05: what was added or ticked without being asked for."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Journey, Reach
from auditor.facts.door import box_kind
from checks.walk import at

HARMLESS = frozenset({"address", "memory"})
FREE = frozenset({"news", "legal"})


def looked(journey: Journey) -> bool:
    """Neither what the cart holds nor the door of the checkout was seen."""
    return journey.cart is not None or journey.door is not None


@check("product-truth/uninvited-extras", code="PRC-05", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.MARKETING,
       factor=Factor.CONTENT, measured=looked, preview=True)
def uninvited_extras(journey: Journey) -> Iterator[Finding]:
    """Nothing is added or ticked that the customer did not ask for.

    Why it matters: Who finds an insurance or a present in the bill that they never chose feels tricked, and looks at everything
        else in the shop with that eye. In many countries such an extra is not even owed.
    How to fix: Let every extra begin unticked and outside the cart, with its price beside it. The same goes for newsletters.
    Bad: {reached: checkout, door: {ticked: ["Add gift wrapping (£2.50)"]}}
    Good: {reached: checkout, cart: {}, door: {ticked: [My billing address is the same]}}
    Rests on: A 1.1 (false offers destroy trust), 2(1)
    References: Directive 2011/83/EU, article 22; E-commerce Law of the People's Republic of China, article 19 (2019).
        Newsletters and consent ticked beforehand are minor: Court of Justice of the EU, C-673/17 (2019). A legal hint, no legal
        advice.
    """
    for line in dict.fromkeys(journey.cart.uninvited if journey.cart else ()):
        yield fail("In the cart on a {device} lay something that nobody had put there: {line}", **at(journey, Reach.CART, line),
                   line=line)
    for label in dict.fromkeys(journey.door.ticked if journey.door else ()):
        if (kind := box_kind(label)) not in HARMLESS:
            yield about_box(journey, label, kind)


def about_box(journey: Journey, label: str, kind: str | None) -> Finding:
    """A defect where the box is known to cost or to consent, else a doubt."""
    told = at(journey, Reach.CHECKOUT, label)
    if kind is None:
        return review("At the checkout on a {device} a box is ticked beforehand: “{label}”", **told, label=label)
    severity = Severity.MINOR if kind in FREE else None
    return fail("At the checkout on a {device} a box is ticked beforehand: “{label}”", **told, label=label, severity=severity)
