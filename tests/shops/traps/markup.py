"""The pages that these shops are made of."""

from collections.abc import Iterable

from tests.serving import Answer, page

ADJECTIVES = ("copper", "silver", "walnut", "velvet", "marble", "linen", "cobalt", "amber", "ivory", "cedar")
NOUNS = ("lamp", "kettle", "chair", "bowl", "mirror", "candle", "basket", "blanket", "clock", "vase")
LETTERS = "abcdefghij"


def name_of(number: int) -> str:
    """A product's name, of letters alone: no two are alike."""
    letters = "".join(LETTERS[int(digit)] for digit in str(number))
    return f"{ADJECTIVES[number % 10]} {NOUNS[number // 10 % 10]} {letters}"


def slug_of(number: int) -> str:
    return name_of(number).replace(" ", "-")


def links(targets: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<a href="{href}">{text}</a>\n' for href, text in targets)


def product_page(number: int, more: str = "", sign: str = "€") -> Answer:
    """A product with its price and a way to buy."""
    name = name_of(number)
    return page(f"""<main><h1>{name.title()}</h1><p>The {name} is made by hand in a small workshop by the sea.</p>
        <p class=price>{sign}{number + 10}.00</p><form action=/basket method=post><button>Add to basket</button></form></main>{more}""",
                name.title())


def list_page(title: str, products: Iterable[tuple[str, int]], more: str = "", sign: str = "€") -> Answer:
    """A list of products, each as (address, number), and whatever stands beside it."""
    cards = "".join(f"""<li class=product><a href="{href}">{name_of(number).title()}</a><span class=price>{sign}{number + 10}.00</span></li>
        """ for href, number in products)
    return page(f"<main><h1>{title}</h1><ul>{cards or 'Nothing was found for this choice.'}</ul></main>{more}", title)
