"""LEG-07: the words on the button that orders, where the law of the European Union holds."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import Journey, Reach, Site
from auditor.facts.door import speaks_of_paying
from auditor.facts.market import EU
from checks.walk import at


def sells_in_union(journey: Journey, site: Site) -> bool:
    """The shop does not seem to sell to the European Union."""
    return site.market == "EU" or site.market in EU


def saw_button(journey: Journey, site: Site) -> bool:
    """The button that orders was not seen; it often stands on the last page of the checkout, where the walk does not go."""
    return journey.door is not None and bool(journey.door.order_button)


@check("short-path/unclear-order-button", code="LEG-07", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.LEGAL,
       factor=Factor.CONTENT, applies=sells_in_union, measured=saw_button, preview=True)
def unclear_order_button(journey: Journey, site: Site) -> Iterator[Finding]:
    """The button that orders says that ordering means paying.

    Why it matters: Customers should know at which press they owe money. In the European Union the words on the button alone
        must say so; where they do not, the customer may not be bound by the order.
    How to fix: Label the button “Order with obligation to pay” or as plainly, such as “Buy now” or “Pay now”
        (“Zahlungspflichtig bestellen”, “Commander avec obligation de paiement”, “Pedido con obligación de pago”), and put
        nothing else on it.
    Bad: {reached: checkout, door: {order_button: Place order}, site: {market: DE}}
    Good: {reached: checkout, door: {order_button: Zahlungspflichtig bestellen}, site: {market: DE}}
    Rests on: A 1.1 (honest offers), 1.2
    References: Directive 2011/83/EU, article 8(2); Court of Justice of the EU, C-249/21 (2022): only the words on the button
        count. A legal hint, no legal advice.
    """
    button = journey.door.order_button
    speaks = speaks_of_paying(button)
    if speaks is False:
        yield fail("A legal hint: the button that orders says “{button}” on a {device}, which does not tell that one has to pay",
                   **at(journey, Reach.CHECKOUT, "words"), button=button)
    elif speaks is None:
        yield review("A legal hint: does “{button}”, the button that orders on a {device}, say plainly that one has to pay?",
                     **at(journey, Reach.CHECKOUT, "words"), button=button)
