"""INT-02: how much the checkout asks at once."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Journey
from checks.walk import along, said

CURVE = ((8, 1.0), (12, 0.7), (16, 0.4), (20, 0.0))


def counted(journey: Journey) -> bool:
    """The form of the checkout was not seen."""
    return journey.fields_visible is not None


@check("short-path/many-fields", code="INT-02", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.DESIGN,
       factor=Factor.USABILITY, measured=counted)
def many_fields(journey: Journey, *, few: int = 8, many: int = 16) -> Iterator[Finding | Grade]:
    """The checkout asks only what it needs.

    Why it matters: Every field is work, above all on a phone, and every field that seems needless raises the question what the
        shop wants it for. The number of fields puts people off more than the number of steps.
    How to fix: Ask for the name in one field; show a second address line, company and coupon code only when the customer asks for
        them; take the billing address from the delivery address by default; drop what the order does not need, such as a fax
        number or a title; let the postcode fill in the town.
    Bad: {reached: checkout, fields_visible: 21}
    Good: {reached: checkout, fields_visible: 8}
    Rests on: A 1.2 (registration, choice, order: a long chain), 2(1); E 3.2.3
    References: Baymard Institute, "Checkout optimization" (2024): 11.3 fields on average, 8 are enough. The grade falls over 12
        (0.7) and 16 (0.4) to 20 fields (0); up to 16 one degree lower: house rule, to be calibrated.
    """
    fields = journey.fields_visible
    yield grade(along(CURVE, fields))
    if fields > few:
        yield fail("The first page of the checkout asks for {fields} things at once on a {device}", **said(journey),
                   fields=fields, names=list(journey.fields), severity=None if fields > many else Severity.MINOR)
