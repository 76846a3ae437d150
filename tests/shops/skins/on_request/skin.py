"""A catalogue without prices and without a cart: each product's price is told on request, by a form that sends a message."""

from msgspec import Struct

from tests.shops.serving import Answer, Asked
from tests.shops.skins.counter import Counter


class Item(Struct, frozen=True):
    """A pump or a valve: `flow` and `pressure` are what its data sheet says."""

    group: str
    name: str
    flow: str
    pressure: str


GROUPS = {
    "centrifugal-pumps": "Centrifugal pumps", "diaphragm-pumps": "Diaphragm pumps", "ball-valves": "Ball valves",
    "pressure-gauges": "Pressure gauges",
}
ITEMS = {
    "hp-200": Item("centrifugal-pumps", "HP 200 Centrifugal Pump", "12 m³/h", "4 bar"),
    "hp-350": Item("centrifugal-pumps", "HP 350 Centrifugal Pump", "28 m³/h", "6 bar"),
    "hp-500-s": Item("centrifugal-pumps", "HP 500 S Stainless Pump", "45 m³/h", "8 bar"),
    "hp-800": Item("centrifugal-pumps", "HP 800 Two-Stage Pump", "60 m³/h", "12 bar"),
    "dm-20": Item("diaphragm-pumps", "DM 20 Dosing Pump", "20 l/h", "10 bar"),
    "dm-60": Item("diaphragm-pumps", "DM 60 Dosing Pump", "60 l/h", "10 bar"),
    "bv-25": Item("ball-valves", "BV 25 Ball Valve, DN 25", "-", "40 bar"),
    "bv-50": Item("ball-valves", "BV 50 Ball Valve, DN 50", "-", "40 bar"),
    "pg-100": Item("pressure-gauges", "PG 100 Gauge, Glycerine", "-", "16 bar"),
    "pg-160": Item("pressure-gauges", "PG 160 Gauge, Dry", "-", "60 bar"),
}


class Skin(Counter):
    """A message that is sent counts as an order here: the walk must send none."""

    routes = (
        ("/", "GET", "home"),
        ("/products/([a-z-]+)/", "GET", "group"),
        (r"/products/[a-z-]+/([a-z0-9-]+)\.html", "GET", "item"),
        ("/quote", "GET", "quote"),
        ("/quote/send", "POST", "thanks"),
        ("/media/(.+)", "GET", "picture"),
    )
    ordering = "/quote/send"
    example_orders = (("POST", "/quote/send"),)
    groups = GROUPS
    items = ITEMS

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html")

    def group(self, asked: Asked, slug: str) -> Answer:
        items = {number: item for number, item in ITEMS.items() if item.group == slug}
        return self.page(asked, "group.html", group=slug, items=items) if items else self.not_found(asked)

    def item(self, asked: Asked, number: str) -> Answer:
        item = ITEMS.get(number)
        return self.page(asked, "item.html", number=number, item=item) if item else self.not_found(asked)

    def quote(self, asked: Asked) -> Answer:
        return self.page(asked, "quote.html", item=ITEMS.get(asked.query.get("item", "")))
