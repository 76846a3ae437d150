"""Garden tools: a mini-cart in the header, and behind it one long page that is cart, address, delivery and payment in one."""

from decimal import Decimal

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told, went_to
from tests.shops.skins.counter import Counter, Line

DELIVERIES = (("standard", "Standard, 3 to 5 days", Decimal("4.95")), ("express", "Express, next day", Decimal("9.95")))
PAYMENTS = (("card", "Credit or debit card"), ("paypal", "PayPal"), ("invoice", "Invoice, 14 days"))
DEPARTMENTS = {
    "digging": "Digging & planting", "cutting": "Cutting & pruning", "watering": "Watering", "sheds": "Sheds & storage",
}


class Tool(Struct, frozen=True):
    """A good; its address ends with its number."""

    number: int
    name: str
    price: Decimal
    department: str
    stock: int

    @property
    def path(self) -> str:
        return f"/shop/{self.name.casefold().replace(' ', '-')}-{self.number}"


TOOLS = tuple(Tool(number, name, Decimal(price), department, stock) for number, name, price, department, stock in (
    (14, "Ash Handled Spade", "42.00", "digging", 8),
    (15, "Border Fork", "44.50", "digging", 6),
    (16, "Copper Hand Trowel", "27.00", "digging", 0),
    (17, "Bulb Planter", "19.90", "digging", 11),
    (21, "Bypass Secateurs", "36.00", "cutting", 9),
    (22, "Long Reach Loppers", "58.00", "cutting", 0),
    (23, "Topiary Shears", "49.00", "cutting", 4),
    (31, "Galvanised Watering Can", "33.00", "watering", 20),
    (32, "Brass Rose", "12.50", "watering", 30),
    (41, "Cedar Tool Chest", "210.00", "sheds", 2),
    (42, "Twine Tin", "9.80", "sheds", 50),
))
BY_NUMBER = {str(tool.number): tool for tool in TOOLS}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/shop/department/([a-z]+)", "GET", "department"),
        ("/shop/find", "GET", "search"),
        ("/shop/[a-z-]+-(\\d+)", "GET", "tool"),
        ("/ajax/basket", "GET|POST", "basket"),
        ("/checkout/onepage", "GET|POST", "onepage"),
        ("/checkout/onepage/saveOrder", "POST", "thanks"),
        ("/static/tools/(.+)", "GET", "picture"),
    )
    ordering = "/checkout/onepage/saveOrder"
    example_orders = (("POST", "/checkout/onepage/saveOrder"),)
    departments, deliveries, payments = DEPARTMENTS, DELIVERIES, PAYMENTS

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", tools=TOOLS[::3])

    def department(self, asked: Asked, slug: str) -> Answer:
        if slug not in DEPARTMENTS:
            return self.not_found(asked)
        return self.page(asked, "list.html", heading=DEPARTMENTS[slug], tools=[tool for tool in TOOLS if tool.department == slug])

    def search(self, asked: Asked) -> Answer:
        words = asked.query.get("term", "").casefold().split()
        tools = [tool for tool in TOOLS if words and all(word in tool.name.casefold() for word in words)]
        return self.page(asked, "list.html", heading=f"You searched for {' '.join(words)}", tools=tools)

    def tool(self, asked: Asked, number: str) -> Answer:
        tool = BY_NUMBER.get(number)
        return self.page(asked, "tool.html", tool=tool, others=TOOLS[6:10]) if tool else self.not_found(asked)

    def basket(self, asked: Asked) -> Answer:
        """What the mini-cart shows; a post changes it first: `add` a tool, or set `count` of one."""
        tool = BY_NUMBER.get(asked.form.get("tool", ""))
        if tool and "add" in asked.form and tool.stock:
            self.put(asked, str(tool.number), count=int(asked.form["add"]))
        elif tool and "count" in asked.form:
            self.set_count(asked, Line(str(tool.number)), int(asked.form["count"]))
        bill = self.bill(asked)
        lines = [{"number": tool.number, "name": tool.name, "path": tool.path, "count": count, "sum": str(tool.price * count)}
                 for tool, count in bill["lines"]]
        return told({"lines": lines, "count": self.cart(asked).total(), "goods": str(bill["goods"])})

    def onepage(self, asked: Asked) -> Answer:
        for name, value in asked.form.items():
            if name.startswith("basket_"):
                self.set_count(asked, Line(name.removeprefix("basket_")), int(value or 0))
        if asked.method == "POST":
            return went_to("/checkout/onepage")
        return self.page(asked, "onepage.html", **self.bill(asked))

    def bill(self, asked: Asked) -> dict:
        lines = [(BY_NUMBER[line.good], count) for line, count in self.cart(asked).items()]
        goods = sum((tool.price * count for tool, count in lines), Decimal(0))
        return {"lines": lines, "goods": goods, "total": goods + DELIVERIES[0][2]}
