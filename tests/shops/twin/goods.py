"""What the twin sells: five shelves of stoneware in seven glazes, each piece with words of its own."""

from decimal import Decimal

from msgspec import Struct


class Shelf(Struct, frozen=True):
    """A category: `words` introduce it, `told` describes every piece of it, `measures` are rows of the table of particulars."""

    slug: str
    name: str
    piece: str
    base_price: int
    words: str
    told: str
    measures: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        return f"/category/{self.slug}"


class Glaze(Struct, frozen=True):
    """A glaze: its colour as (r, g, b), what it looks like, and where it came from."""

    slug: str
    name: str
    colour: tuple[int, int, int]
    look: str
    story: str


class Review(Struct, frozen=True):
    """What a customer wrote, with one to five stars."""

    by: str
    stars: int
    said: str


class Product(Struct, frozen=True):
    """One piece. `was` is the price before a reduction; `stock` is how many there are."""

    slug: str
    name: str
    number: str
    shelf: Shelf
    glaze: Glaze
    price: Decimal
    was: Decimal | None
    stock: int
    reviews: tuple[Review, ...]

    @property
    def path(self) -> str:
        return f"/product/{self.slug}"

    @property
    def stars(self) -> float:
        return sum(review.stars for review in self.reviews) / len(self.reviews)

    @property
    def description(self) -> tuple[str, str, str]:
        return self.shelf.told, self.glaze.look, self.glaze.story


SHELVES = (
    Shelf("mugs", "Mugs", "Mug", 18, "Mugs for the morning and for the long evening, with a handle that takes three fingers.",
          "Thrown on the wheel and left a little heavier at the foot, so that it stands firm on a crowded breakfast table. The "
          "handle is pulled by hand, not cast, and takes three fingers with ease. It holds a generous cup and keeps tea warm for "
          "half an hour.",
          (("Height", "95 mm"), ("Volume", "350 ml"), ("Weight", "380 g"))),
    Shelf("bowls", "Bowls", "Bowl", 22, "Bowls for soup, porridge and salad, wide enough to stir and deep enough not to spill.",
          "A wide bowl for soup, porridge or a salad for one, with a rim that turns outwards so that a spoon rests on it. We turn "
          "the foot ring twice, which lets three of these bowls nest in a cupboard without scratching each other.",
          (("Diameter", "170 mm"), ("Height", "70 mm"), ("Weight", "520 g"))),
    Shelf("plates", "Plates", "Plate", 26, "Plates with a low rim, for supper and for cake, that stack without wobbling.",
          "This dinner plate is pressed over a plaster hump and then trimmed on the wheel, so each rim wavers by a hair. Gravy "
          "stays inside, knives leave no grey marks, and ten of these plates make a stack that does not lean.",
          (("Diameter", "270 mm"), ("Height", "25 mm"), ("Weight", "740 g"))),
    Shelf("teapots", "Teapots", "Teapot", 58, "Teapots that pour without a drip, each with a strainer pierced into its wall.",
          "Spout, lid and body are made on three different days and joined while the clay is leather hard. The strainer behind the "
          "spout has forty holes, pierced one by one, and the lid stays in place while the last cup is poured. Enough for four.",
          (("Height", "160 mm"), ("Volume", "1100 ml"), ("Weight", "960 g"))),
    Shelf("vases", "Vases", "Vase", 36, "Vases for a single branch or a whole armful of dahlias, watertight inside and out.",
          "Made for tall stems: the neck is narrow enough to hold one branch upright, and the belly heavy enough that a cat may brush "
          "past. Glazed on the inside as well and tested with water overnight before it leaves the workshop.",
          (("Height", "240 mm"), ("Diameter", "130 mm"), ("Weight", "1150 g"))),
)

GLAZES = (
    Glaze("harbour", "Harbour", (52, 84, 122), "Harbour is a deep blue that breaks to rust where the glaze runs thin.",
          "We found it by mixing cobalt with ash from the smokehouse on the quay, and it has never come out twice the same."),
    Glaze("heather", "Heather", (142, 118, 158), "Heather is a soft violet, matt like petals, with grey flecks underneath.",
          "Its colour comes from manganese and patience: the kiln has to cool for two full days before the door may be opened."),
    Glaze("chalk", "Chalk", (226, 222, 212), "Chalk is white without glare and shows the lines that fingers left while throwing.",
          "It was our very first glaze, made after a recipe in a notebook that a retired teacher from Filey left to us."),
    Glaze("moss", "Moss", (98, 118, 78), "Moss pools to a glassy green in every hollow and thins to olive on the edges.",
          "Copper does that, along with wood ash from an orchard inland whose pruned pear branches we burn each January."),
    Glaze("ember", "Ember", (168, 84, 52), "Ember glows between brick and orange, and is the warmest thing on a winter table.",
          "Iron gives it fire. A friend at the forge sweeps the scale from beneath her anvil and brings us a tin each spring."),
    Glaze("slate", "Slate", (84, 88, 94), "Slate is nearly black, satin to the touch, and makes oranges look brighter than they are.",
          "The roofers of the old chapel gave us their broken tiles; ground to flour they melt into this quiet dark skin."),
    Glaze("dune", "Dune", (206, 178, 136), "Dune is sandy and speckled, as though the beach had blown in through the window.",
          "The specks really are sand, sieved from the strip below the lighthouse and washed seven times to take away its salt."),
)

REVIEWERS = ("Agnes", "Bilal", "Carys", "Dmitri", "Edith", "Farah", "Gwen", "Hamish", "Ines")
OPINIONS = (
    "Arrived quickly and better packed than anything I ever ordered; the colour is deeper than on my screen.",
    "Bought as a present for my mother, who now refuses to use anything else at breakfast.",
    "A little smaller than I had pictured, but beautifully finished and a pleasure to hold.",
    "Survived two house moves and a toddler. We came back for four more.",
    "The glaze feels lovely and washes clean at once, even after a night in the sink.",
)
REDUCED = {"dune-vase": Decimal("45.00"), "moss-plate": Decimal("32.50")}
SOLD_OUT = {"slate-teapot", "ember-vase"}
CENTS = Decimal("0.01")


def reviews_of(number: int) -> tuple[Review, Review]:
    one, other = number % len(REVIEWERS), (number * 4 + 1) % len(REVIEWERS)
    return (Review(REVIEWERS[one], 5, OPINIONS[number % len(OPINIONS)]),
            Review(REVIEWERS[other if other != one else one - 1], 4, OPINIONS[(number + 2) % len(OPINIONS)]))


def made(number: int, shelf: Shelf, glaze: Glaze) -> Product:
    slug = f"{glaze.slug}-{shelf.piece.lower()}"
    price = Decimal(shelf.base_price + GLAZES.index(glaze) % 3 * 2).quantize(CENTS)
    return Product(
        slug=slug, name=f"{glaze.name} {shelf.piece}", number=f"TS-{number:03}", shelf=shelf, glaze=glaze,
        price=REDUCED[slug] * 4 / 5 if slug in REDUCED else price, was=REDUCED.get(slug),
        stock=0 if slug in SOLD_OUT else 3 + number % 9, reviews=reviews_of(number))


PRODUCTS = tuple(made(number, shelf, glaze) for number, (shelf, glaze) in enumerate(
    ((shelf, glaze) for shelf in SHELVES for glaze in GLAZES), 101))
BY_SLUG = {product.slug: product for product in PRODUCTS}
SHELF_BY_SLUG = {shelf.slug: shelf for shelf in SHELVES}


def on_shelf(shelf: Shelf) -> list[Product]:
    return [product for product in PRODUCTS if product.shelf is shelf]


def indexed(product: Product) -> str:
    """What the search looks into: name, shelf and number."""
    return f"{product.name} {product.shelf.name} {product.number}".casefold()


def found(words: str) -> list[Product]:
    """The products that have every one of the words in name, shelf or number."""
    asked = words.casefold().split()
    return [product for product in PRODUCTS if asked and all(word in indexed(product) for word in asked)]
