"""A trolley that forgets: adding is answered, told and counted, and the trolley stays empty."""

from msgspec import Struct

from tests.shops.serving import Answer, Asked, told
from tests.shops.skins.counter import Counter


class Tea(Struct, frozen=True):
    """`pence` for a bag of 100 g; `note` is what a taster would say."""

    shelf: str
    name: str
    pence: int
    note: str
    there: bool = True

    @property
    def price(self) -> str:
        return f"£{self.pence / 100:.2f}"


SHELVES = {"black": "Black tea", "green": "Green tea", "herbal": "Herbs & fruit"}
TEAS = {
    11: Tea("black", "Assam Halmari", 780, "Malt and honey, stands milk well."),
    12: Tea("black", "Darjeeling First Flush", 1240, "Green grapes and spring flowers."),
    13: Tea("black", "Keemun Mao Feng", 960, "Cocoa, with a little smoke."),
    14: Tea("black", "Ceylon Nuwara Eliya", 690, "Bright, brisk, good with lemon."),
    21: Tea("green", "Sencha Kagoshima", 1100, "Cut grass and sea air."),
    22: Tea("green", "Dragon Well", 1490, "Roasted chestnut.", there=False),
    23: Tea("green", "Gunpowder Temple", 620, "Strong, for mint tea."),
    31: Tea("herbal", "Chamomile Blossom", 540, "Apples and hay."),
    32: Tea("herbal", "Rooibos Cederberg", 580, "Red, round, free of caffeine."),
    33: Tea("herbal", "Hibiscus & Orange Peel", 560, "Sharp and crimson."),
}


class Skin(Counter):
    routes = (
        ("/", "GET", "home"),
        ("/shop/(black|green|herbal)", "GET", "category"),
        (r"/shop/[a-z-]+-(\d+)", "GET", "product"),
        ("/trolley", "GET", "trolley"),
        ("/api/trolley/items", "POST", "add"),
        ("/api/orders", "POST", "thanks"),
        ("/img/(.+)", "GET", "picture"),
    )
    ordering = "/api/orders"
    example_orders = (("POST", "/api/orders"),)
    shelves = SHELVES

    def home(self, asked: Asked) -> Answer:
        return self.page(asked, "home.html", teas=self.some(12, 21, 32))

    def category(self, asked: Asked, shelf: str) -> Answer:
        teas = {number: tea for number, tea in TEAS.items() if tea.shelf == shelf}
        return self.page(asked, "shelf.html", shelf=shelf, teas=teas)

    def product(self, asked: Asked, number: str) -> Answer:
        tea = TEAS.get(int(number))
        if tea is None:
            return self.not_found(asked)
        return self.page(asked, "tea.html", number=int(number), tea=tea, teas=self.some(33, 23))

    def add(self, asked: Asked) -> Answer:
        """What is told of the trolley is made up from the request."""
        item = asked.json
        return told({"count": item["quantity"], "message": f"{TEAS[item['sku']].name} is in your trolley"}, 201)

    def trolley(self, asked: Asked) -> Answer:
        return self.page(asked, "trolley.html", teas=self.some(31, 14))

    def some(self, *numbers: int) -> dict[int, Tea]:
        return {number: TEAS[number] for number in numbers}

    def path(self, number: int) -> str:
        return f"/shop/{TEAS[number].name.lower().replace(' & ', '-').replace(' ', '-')}-{number}"
