"""The shops: what each holds is said where it begins."""

from collections.abc import Callable, Iterator
from itertools import chain, count
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.serving import Answer
from tests.shops.traps.markup import links, list_page, name_of, product_page, slug_of

Shop = Callable[[str], Answer | None]


def split(path: str) -> tuple[list[str], dict[str, str]]:
    parts = urlsplit(path)
    return [segment for segment in parts.path.split("/") if segment], dict(parse_qsl(parts.query))


# ---- 9 products under 3,564 addresses: 4 ways to each, times currency, order and colour, or none of them

WAYS = ("lamps", "gifts", "new", "all")
CHOICES = {"cur": ("EUR", "USD", "GBP"), "sort": ("price", "name", "newest"), "colour": ("red", "blue", "green", "white")}
SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}


def nine_products(path: str) -> Answer | None:
    segments, query = split(path)
    if any(query[name] not in CHOICES.get(name, ()) for name in query):
        return None
    more = links(choices(urlsplit(path).path, query))
    sign = SIGNS[query.get("cur", "EUR")]
    if len(segments) < 2:
        return nine_listed(segments[0] if segments else "all", query, more, sign)
    number = next((number for number in range(9) if slug_of(number) == segments[1]), None)
    return product_page(number, more, sign) if number is not None and segments[0] in WAYS else None


def nine_listed(way: str, query: dict[str, str], more: str, sign: str) -> Answer | None:
    if way not in WAYS:
        return None
    shown = [number for number in range(9) if "colour" not in query or number % 4 == CHOICES["colour"].index(query["colour"])]
    shown.sort(key=name_of, reverse=query.get("sort") == "name")
    ways = links((f"/{other}", other) for other in WAYS)
    kept = f"?{urlencode(query)}" if query else ""
    return list_page(way.title(), ((f"/{way}/{slug_of(number)}{kept}", number) for number in shown), ways + more, sign)


def choices(path: str, query: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Every other choice of one parameter, the others kept."""
    for name, values in CHOICES.items():
        for value in values:
            yield f"{path}?{urlencode({**query, name: value})}", value


# ---- categories in departments, each with 20 filters in the path that combine freely

FILTERS = tuple(f"{name}-{value}" for name, values in {
    "colour": ("red", "blue", "green", "white", "black", "brown"), "size": ("xs", "s", "m", "l", "xl"),
    "brand": ("oak", "elm", "ash", "yew", "fir"), "made": ("here", "there", "abroad", "home")}.items() for value in values)
BY_SLUG = {slug_of(number): number for number in range(5000)}


def many_categories(categories: int = 800, products: int = 2000, departments: int = 40, hidden: tuple[int, ...] = (3,)) -> Shop:
    """Products in two categories each, but one in each of the categories `hidden`, to which its last filter alone leads."""
    alone = {category: products - 1 - place for place, category in enumerate(hidden)}
    listed = products - len(hidden)
    below = {f"dep-{number}": range(number, categories, departments) for number in range(departments)}

    def shop(path: str) -> Answer | None:
        segments, _ = split(path)
        match segments:
            case []:
                return list_page("Home", (), links((f"/{name}/", name) for name in below))
            case [department] if department in below:
                return list_page(department, (), links((f"/{department}/cat-{number}/", f"Category {number}")
                                                       for number in below[department]))
            case [department, category, *rest] if department in below and category.removeprefix("cat-").isdigit():
                return in_category(f"/{department}/{category}/", int(category[4:]), rest)
        return None

    def in_category(base: str, category: int, rest: list[str]) -> Answer | None:
        if len(rest) == 1 and rest[0] in BY_SLUG:
            return product_page(BY_SLUG[rest[0]])
        if any(chosen not in FILTERS for chosen in rest):
            return None
        own = range(category, listed, categories)
        numbers = [*own, *((number * 7 + 3) % listed for number in own)]
        shown = [number for number in numbers if all(fits(number, chosen) for chosen in rest)]
        shown += [alone[category]] if rest == [FILTERS[-1]] and category in alone else []
        further = ((f"{base}{''.join(f'{chosen}/' for chosen in [*rest, other])}", other) for other in FILTERS if other not in rest)
        title = f"{' '.join(rest)} in category {name_of(category)}"
        return list_page(title, ((base + slug_of(number), number) for number in shown), links(further))

    return shop


def fits(number: int, chosen: str) -> bool:
    return (number * 31 + FILTERS.index(chosen) * 17) % 5 < 2


# ---- session ids

def first_session(products: int = 60) -> Shop:
    """A session's number in every link of the first answer, and in no other; the shop forgets nobody who asked once."""
    answers = count()

    def shop(path: str) -> Answer | None:
        segments, _ = split(path)
        first = not segments and next(answers) == 0
        suffix = "?visit=9f3c2ab871d04e55a6b0c1d2e3f40516" if first else ""
        if segments and segments[0] in BY_SLUG and BY_SLUG[segments[0]] < products:
            number = BY_SLUG[segments[0]]
            return product_page(number, links([(f"/{slug_of((number + 1) % products)}{suffix}", "Next")]))
        return None if segments else list_page("Home", ((f"/{slug_of(number)}{suffix}", number) for number in range(products)))

    return shop


def session_in_each_path(products: int = 40) -> Shop:
    """A new session in the path of every answer's links."""
    answers = count()

    def shop(path: str) -> Answer | None:
        segments, _ = split(path)
        fresh = f"/(S({next(answers) * 2654435761 % (1 << 64):024x}))"
        rest = segments[1:] if segments and segments[0].startswith("(S(") else segments
        home = links([(f"{fresh}/", "Home"), *((f"{fresh}/{slug_of(number)}", name_of(number)) for number in range(products))])
        if rest and rest[0] in BY_SLUG and BY_SLUG[rest[0]] < products:
            return product_page(BY_SLUG[rest[0]], home)
        return None if rest else list_page("Home", (), home)

    return shop


# ---- without end

def endless_pages(path: str) -> Answer | None:
    """A list of 200 products on 20 pages; all pages after that show the last one again, with a link to the next."""
    segments, query = split(path)
    if segments and segments[0] in BY_SLUG:
        return product_page(BY_SLUG[segments[0]])
    at = int(query.get("page", 1))
    shown = range(200)[(min(at, 20) - 1) * 10:min(at, 20) * 10]
    return None if segments else list_page("Lamps", ((f"/{slug_of(number)}", number) for number in shown), links([(f"/?page={at + 1}", "Next")]))


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def calendar(path: str) -> Answer | None:
    """20 products beside a calendar that goes on for ever, and holds a day's page for each day."""
    segments, _ = split(path)
    if segments and segments[0] in BY_SLUG:
        return product_page(BY_SLUG[segments[0]])
    if not segments:
        return list_page("Home", ((f"/{slug_of(number)}", number) for number in range(20)), links([("/events/2026/11/", "Events")]))
    if segments[0] != "events" or len(segments) < 3:
        return None
    year, month = int(segments[1]), int(segments[2])
    after = year * 12 + month
    days = links((f"/events/{year}/{month:02}/{day:02}/", str(day)) for day in range(1, 29)) if len(segments) == 3 else ""
    return list_page(f"Events in {MONTHS[month - 1]} {year}", (), days + links([(f"/events/{after // 12}/{after % 12 + 1:02}/", "Next month")]))


def relative_links(path: str) -> Answer | None:
    """12 products, and a link without a leading slash that goes one deeper from each page."""
    segments, _ = split(path)
    if segments and segments[0] in BY_SLUG:
        return product_page(BY_SLUG[segments[0]])
    deeper = links([("teas/", "Teas"), ("tips/", "Tips")])
    if segments:
        return list_page(segments[-1].title(), (), deeper) if set(segments) <= {"teas", "tips"} else None
    return list_page("Home", ((f"/{slug_of(number)}", number) for number in range(12)), deeper)


def twins(path: str) -> Answer | None:
    """300 products, each linked to with and without a last slash, and in upper case too."""
    segments, _ = split(path.lower())
    if len(segments) == 1 and segments[0] in BY_SLUG:
        return product_page(BY_SLUG[segments[0]])
    if segments and not segments[0].startswith("list-"):
        return None
    shown = range(300)[int(segments[0][5:]) * 10:][:10] if segments else ()
    spellings = chain.from_iterable(
        ((f"/{slug_of(number)}", number), (f"/{slug_of(number)}/", number), (f"/{slug_of(number).upper()}", number)) for number in shown)
    return list_page("Lamps", spellings, links((f"/list-{number}", f"List {number}") for number in range(30)))


# ---- nothing to cut

def honest(path: str, products: int = 5000, shown: int = 20) -> Answer | None:
    """5,000 products under query ids, in 50 categories of one path, on pages of 20, and on one list of all."""
    segments, query = split(path)
    if segments not in ([], ["index.php"]):
        return None
    if query.get("route") == "product/product":
        return product_page(int(query["product_id"]))
    if query.get("route") != "product/category":
        return list_page("Home", (), links((f"/index.php?route=product/category&path={number}", f"Category {number}") for number in range(51)))
    category, at = int(query["path"]), int(query.get("page", 1))
    numbers = range(products) if category == 50 else range(category, products, 50)
    listed = numbers[(at - 1) * shown:at * shown]
    after = [(f"/index.php?route=product/category&path={category}&page={at + 1}", "Next")] if at * shown < len(numbers) else []
    return list_page(f"Category {name_of(category)}", (
        (f"/index.php?route=product/product&product_id={number}", number) for number in listed), links(after))
