"""What boxes, fields and buttons of a checkout's door are about, in the words of seven languages."""

import pytest

from auditor.core.records import DoorField
from auditor.facts.door import box_kind, purpose_of, speaks_of_paying, token_of


@pytest.mark.parametrize(("label", "kind"), [
    ("Email me with news and offers", "news"), ("Ja, ich möchte den Newsletter", "news"), ("メールマガジンを受け取る", "news"),
    ("Shipping protection", "extra"), ("Express handling +£4.90", "extra"), ("Aufrunden und spenden", "extra"), ("延長保証を付ける", "extra"),
    ("My billing and shipping address are the same", "address"), ("同收件人", "address"), ("Adresse de facturation identique", "address"),
    ("Save this information for next time", "memory"), ("Angemeldet bleiben", "memory"),
    ("I agree to the terms and conditions", "legal"), ("Ich habe die AGB gelesen", "legal"), ("利用規約に同意する", "legal"),
    ("Send to my colleague", None), ("Multiple recipients", None), ("", None),
])
def test_boxes(label, kind):
    assert box_kind(label) == kind


@pytest.mark.parametrize(("button", "speaks"), [
    ("Place order", False), ("Bestellung abschicken", False), ("Commander", False), ("Finalizar pedido", False), ("Invia ordine", False),
    ("Order with obligation to pay", True), ("Pay now", True), ("Jetzt kaufen", True), ("Zahlungspflichtig bestellen", True),
    ("Commande avec obligation de paiement", True), ("Pagar", True), ("Acquista ora", True), ("Kupuję i płacę", True),
    ("Let’s go", None), ("", None),
])
def test_order_buttons(button, speaks):
    assert speaks_of_paying(button) is speaks


@pytest.mark.parametrize(("label", "name", "purpose"), [
    ("E-mail address *", "", "email"), ("Telefon (optional)", "", "phone"), ("PLZ", "", "postcode"), ("Prénom", "", "first_name"),
    ("", "billing_first_name", "first_name"), ("", "order[email]", "email"), ("氏名 必須", "", "name"), ("收货人：", "", "name"),
    ("Name on card", "", None), ("Gift message", "note", None), ("Search address", "q", None), ("", "", None),
])
def test_purposes_of_fields(label, name, purpose):
    found = purpose_of(DoorField(label, "text", name))
    assert (found.id if found else None) == purpose


@pytest.mark.parametrize(("autocomplete", "token"), [
    ("shipping postal-code", "postal-code"), ("EMAIL", "email"), ("off", ""), ("on", ""), ("nope", ""), ("", ""),
])
def test_tokens(autocomplete, token):
    assert token_of(DoorField("x", "text", autocomplete=autocomplete)) == token
