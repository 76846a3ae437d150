"""What the twin says beside its goods: service pages, questions, journal."""

from msgspec import Struct

NAME = "Tidewater Stoneware"


class Entry(Struct, frozen=True):
    """An article of the journal; `parts` are headings with a paragraph each."""

    slug: str
    title: str
    date: str
    description: str
    parts: tuple[tuple[str, str], ...]


class Text(Struct, frozen=True):
    """A page of plain words, whose template bears its address: its name in links, its heading, its description for search results."""

    label: str
    heading: str
    description: str


SERVICE: dict[str, Text] = {
    "/delivery": Text("Delivery", "Delivery", "What delivery costs, how long it takes, and where we send our stoneware."),
    "/returns": Text("Returns", "Returns and refunds", "How to send a piece back within 30 days, and when your money returns."),
    "/track": Text("Track your order", "Track your order", "Look up where your parcel is with order number and e-mail address."),
    "/help": Text("Questions and answers", "Questions and answers", "Short answers to what customers ask us most often."),
    "/contact": Text("Contact", "Contact", "How to reach Nora and Jim by telephone, e-mail, letter or on foot."),
}
HOUSE: dict[str, Text] = {
    "/about": Text("About us", "About us", "Who makes Tidewater Stoneware, where, and since when."),
    "/terms": Text("Terms and conditions", "Terms and conditions", "The terms that hold for every order at Tidewater."),
    "/privacy": Text("Privacy", "Privacy policy", "What happens to your personal data at Tidewater, point by point."),
    "/imprint": Text("Imprint", "Imprint", "The company behind this shop, its register and its directors."),
}
TEXTS = SERVICE | HOUSE

QUESTIONS = (
    ("How do I place an order?", "Put what you like into the basket, go to the checkout and type in your address. You need no account. A "
     "message confirms your order at once."),
    ("How can I pay?", "By Visa, Mastercard or bank transfer. Your card is charged when the parcel leaves."),
    ("What does delivery cost, and how long does it take?", "£3.95 within the United Kingdom, free of charge from £60.00. Parcels take 2 to "
     "4 working days."),
    ("Do you send abroad?", "Yes, international shipping goes to Ireland and the European Union. The costs stand on the delivery page."),
    ("Can I send something back?", "Yes, within 30 days of receiving it. The returns page tells how, and we pay the postage."),
    ("When do I get my refund?", "Within 7 days after your parcel has reached us, to the card you paid with."),
    ("Where is my order?", "Track your order with its number and your e-mail address on the tracking page."),
    ("Can I change or cancel my order?", "As long as the parcel has not left, yes: ring us, or write with the order number."),
    ("Is there a warranty?", "We give a guarantee of two years on material and firing."),
    ("Do I need an account?", "No. You check out as a guest, and there is no password to remember."),
    ("Do you have vouchers?", "Yes, gift vouchers are sent as a printed card. Enter the discount code at the checkout."),
    ("How do I contact you?", "By telephone or e-mail; the contact page has the hours."),
    ("Which size is a mug?", "A mug holds 350 ml. Every product page lists height, volume and weight."),
    ("Is my data safe?", "The whole shop is encrypted, and the privacy page says what happens to personal data."),
)

JOURNAL = (
    Entry("why-we-fire-on-fridays", "Why we fire on Fridays", "2026-05-08", "The kiln, the electricity meter and the weekend, explained.", (
        ("Forty hours", "The kiln needs eleven hours to climb and almost thirty to cool. Started on Friday at noon, it is ready to be "
         "opened on Monday, when everyone has slept and nobody is tempted to lift the lid too early."),
        ("The meter", "At night and at the weekend the wind farm off the coast makes more electricity than the town can use. So we fire "
         "when it blows, and pay less."))),
    Entry("caring-for-stoneware", "Caring for stoneware", "2026-03-19", "How to wash, stack and warm what we make, so that it lasts.", (
        ("Washing", "The dishwasher is fine. Let spoons and pots not knock against each other, and take the tea stains off with a "
         "little soda."),
        ("Warming", "Stoneware dislikes surprise. Put it into the oven while it is cold, and let both grow warm together."))),
    Entry("a-walk-to-the-clay-pit", "A walk to the clay pit", "2026-01-27", "Two days in Devon, where our clay comes out of the ground.", (
        ("White hills", "From the train one sees them first: pale heaps behind the hedges, like washing left outside. This is what is left "
         "when the clay has gone."),
        ("Twelve tonnes", "We ordered twelve tonnes, the amount for two years, and carried home one bucket each, out of pure sentiment."))),
    Entry("the-seven-glazes", "The seven glazes", "2025-11-14", "Where the names of our colours come from, and which ones failed.", (
        ("Seven of sixty", "Sixty test tiles hang on a string above the sink. Seven of them became glazes; the others taught us what "
         "not to do, especially number 31, which ate through a shelf."),
        ("Names", "Harbour, Heather, Chalk, Moss, Ember, Slate and Dune are what one sees on the way from the station to our door."))),
)

CROWD = ("New in", "Gifts", "Workshops", "Stockists", "The kiln", "Our clay", "Wedding lists", "Seconds", "Care guide", "Glossary",
         "Studio visits", "Wholesale", "Press")
SPAM = (("alpha", "online casino"), ("bravo", "slot gacor"), ("charlie", "buy viagra"), ("delta", "cialis"), ("echo", "casino bonus"),
        ("foxtrot", "payday loans"))
# name, label, autocomplete, type
MORE_FIELDS = (
    ("title", "Title", "honorific-prefix", "text"), ("company", "Company", "organization", "text"), ("department", "Department", "off", "text"),
    ("vat", "VAT number", "off", "text"), ("second", "Second address line", "address-line2", "text"), ("county", "County", "address-level1", "text"),
    ("phone", "Telephone", "tel", "tel"), ("mobile", "Mobile telephone", "tel", "tel"), ("fax", "Fax", "off", "tel"),
    ("birthday", "Date of birth", "bday", "text"), ("heard", "How did you hear of us?", "off", "text"))
WAYS_TO_PAY = (("visa", "Visa"), ("mastercard", "Mastercard"), ("transfer", "Bank transfer"))
STEPS = ("Address", "Delivery", "Payment")
MANY_STEPS = ("Greeting", "Address", "Delivery", "Wrapping", "Insurance", "Payment", "Summary", "Questions", "Confirmation")
BETWEEN = (
    ("/checkout/wrapping", "Wrapping", "All our parcels are wrapped in brown paper with a string of hemp, in this month as well.", "/checkout/care"),
    ("/checkout/care", "How to care for it", "Wash your stoneware by hand or in the machine, and let it dry well.", "/checkout"))
