"""INT-05: fields of the checkout that neither the browser nor the keyboard of a phone can help with."""

from collections.abc import Iterable, Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import DoorField, Journey, Reach
from auditor.facts.door import Purpose, purpose_of, token_of
from checks.walk import at


def asks_for_address(journey: Journey) -> bool:
    """No field for a name, an address, a telephone number or an e-mail address was seen at the door of the checkout."""
    return journey.door is not None and bool(known(journey.door.fields))


@check("short-path/unhelpful-fields", code="INT-05", severity=Severity.MINOR, stage=Stage.BUY, team=Team.ENGINEERING,
       factor=Factor.USABILITY, measured=asks_for_address, preview=True)
def unhelpful_fields(journey: Journey) -> Iterator[Finding | Grade]:
    """The browser can fill in the checkout's fields, and phones show the right keyboard.

    Why it matters: Browsers know the customer's name and address and type them without a mistake, if the shop says which field
        is for what. On a phone the right keyboard spares the hunt for @ and for figures. A hint that vanishes once one types is
        no label.
    How to fix: Give each field the token that HTML has for it, such as autocomplete="postal-code"; use type="email" and
        type="tel"; and let every field have a label that stays in sight.
    Bad: {reached: checkout, door: {fields: [{label: E-mail address, kind: text}, {label: Postcode, kind: text}]}}
    Good:
        reached: checkout
        door: {fields: [{label: E-mail address, kind: email, autocomplete: email},
                        {label: Postcode, kind: text, autocomplete: shipping postal-code}]}
    Rests on: A 1.2, 2(2); D III.2 (usability)
    References: WCAG 2.2, criteria 1.3.5 and 3.3.2 (2023); HTML Living Standard, 4.10.18.7 Autofill (2025). Only fields whose
        purpose is plain from label or name are judged: house rule.
    """
    fields = known(journey.door.fields)
    mute = [field for field, _ in fields if not token_of(field)]
    yield grade(1 - len(mute) / len(fields))
    if mute:
        yield fail("The browser is not told what {count} of {all} fields are for, at the checkout on a {device}: {names}",
                   **at(journey, Reach.CHECKOUT, "autocomplete"), count=len(mute), all=len(fields), names=listed(mute))
    typed = [field for field, purpose in fields if purpose.kinds and field.kind == "text"]
    if typed:
        yield fail("At the checkout a phone shows the wrong keyboard for {names}", **at(journey, Reach.CHECKOUT, "keyboard"),
                   names=listed(typed))
    unnamed = [field for field in journey.door.fields if not field.named]
    if unnamed:
        yield fail("At the checkout on a {device} {count} fields have a hint inside, but no label: {names}",
                   **at(journey, Reach.CHECKOUT, "label"), count=len(unnamed), names=listed(unnamed))


def known(fields: Iterable[DoorField]) -> list[tuple[DoorField, Purpose]]:
    """The fields whose purpose is plain, with it."""
    return [(field, purpose) for field in fields if (purpose := purpose_of(field)) is not None]


def listed(fields: Iterable[DoorField]) -> str:
    return ", ".join(field.label or field.name or field.kind for field in fields)
