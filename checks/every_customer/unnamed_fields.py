"""ACC-02: form fields that nobody has named."""

from collections.abc import Iterator
from itertools import groupby

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page
from auditor.facts.forms import Field, fields, unlabelled_fields


def has_fields(page: Page) -> bool:
    """The page has no field to fill in."""
    return bool(fields(page))


@check("every-customer/unnamed-fields", code="ACC-02", severity=Severity.MAJOR, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.USABILITY, applies=has_fields,
       headline="{pages} pages ask for something without saying what")
def unnamed_fields(page: Page) -> Iterator[Finding]:
    """Every field says what belongs in it.

    Why it matters: Who cannot see the screen hears only “edit field, blank” and cannot order. Browsers, too, fill in addresses by
        the names of the fields, and a tap on the words should lead into the field.
    How to fix: Give every field a label of its own, as in <label for="qty">Quantity</label><input id="qty" name="qty">; where the
        design shows no words, add aria-label="Quantity" to the field.
    Bad:
        <form method="post"><p>Quantity</p><input name="qty"><button>Add to basket</button></form>
    Good:
        <form method="post"><label for="qty">Quantity</label><input id="qty" name="qty"><button>Add to basket</button></form>
    Rests on: A 2(2); D III.2 (usability)
    References: WCAG 2.2, criteria 1.3.1 and 4.1.2 (2023). axe-core, rules label and select-name (2025).
    """
    for name, group in groupby(sorted(unlabelled_fields(page), key=called), key=called):
        found = list(group)
        yield fail("The field “{name}” has no label{times}", key=name, name=name,
                   times=f" ({len(found)} times)" if len(found) > 1 else "", count=len(found),
                   at=[field.element for field in found])


def called(field: Field) -> str:
    """What the markup calls a field: its name, else its id or kind."""
    return field.name or field.element.get("id") or field.type
