"""PDP-04: the Product data that search engines read."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade
from auditor.core.records import Page, PageKind
from auditor.facts.offers import offer, own_product
from auditor.facts.structured import Item, broken_blocks, items, linked_data, microdata, of_type, values

FURTHER = {
    "a description": ("description",), "the brand": ("brand", "manufacturer"), "an article number": ("sku", "mpn", "productID"),
    "a GTIN": ("gtin", "gtin8", "gtin12", "gtin13", "gtin14", "isbn"), "the reviews": ("aggregateRating", "review"),
    "the availability": ("offers.availability",), "the shipping": ("offers.shippingDetails",),
    "the return policy": ("offers.hasMerchantReturnPolicy", "hasMerchantReturnPolicy"),
    "the end of the price": ("offers.priceValidUntil",), "the address": ("url", "offers.url"),
    "traits": ("color", "size", "material", "additionalProperty", "category", "weight"),
}


def is_read(page: Page) -> bool:
    """The page's data are written in RDFa, which is not read."""
    return "typeof=" not in page.html or bool(items(page))


@check("product-truth/incomplete-data", code="PDP-04", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.CONTENT, on={PageKind.PRODUCT}, measured=is_read,
       headline="{pages} product pages tell search engines too little of the product")
def incomplete_data(page: Page, *, further: int = 5) -> Iterator[Finding | Grade]:
    """Search engines are told what the product is and costs.

    Why it matters: With Product data a search result shows picture, price and stock, and the product can stand among the
        shopping results. Without it there is a blue line beside the others' pictures.
    How to fix: Let the product template write JSON-LD of the type Product with name, image, offers.price and
        offers.priceCurrency, and add availability, brand, GTIN, description and the rating; test it with Google's Rich
        Results Test.
    Bad:
        <main><h1>Copper kettle</h1><p>£80.00</p><button>Add to basket</button></main>
    Good:
        <main><h1>Copper kettle</h1></main><script type="application/ld+json">{"@context": "https://schema.org", "@type":
        "Product", "name": "Copper kettle", "image": "/kettle.jpg", "description": "Hammered by hand.", "sku": "K1",
        "brand": "Harbour", "url": "/kettle", "offers": {"@type": "Offer", "price": "80.00", "priceCurrency": "GBP",
        "availability": "https://schema.org/InStock"}}</script>
    Rests on: D III.1; E 3.2.3
    References: Google Search Central, Product structured data (2025). schema.org, Product (2025).
    """
    products = [product for source in (linked_data(page), microdata(page)) if (product := own_product(page, source))]
    if broken_blocks(page):
        yield fail("Search engines cannot read {count} of the page's blocks of data (JSON-LD)", key="broken",
                   count=broken_blocks(page))
    elif not products and not of_type(page, "Product", "ProductGroup"):
        yield fail("The page tells search engines nothing of the product (no Product data)", key="none")
    if not products:
        return
    missing = min((missing_of(page, product) for product in products), key=len)
    if missing:
        yield fail("The data for search engines lack {missing}", key="required", missing=", ".join(missing))
    told = {name for name, paths in FURTHER.items() for product in products if any(has(product, path) for path in paths)}
    if len(told) < further:
        yield grade(0 if missing else 0.5 + 0.5 * len(told) / further)
        yield fail("The data for search engines could also name {missing}", key="further", severity=Severity.NOTE,
                   missing=", ".join(name for name in FURTHER if name not in told))


def missing_of(page: Page, product: Item) -> list[str]:
    """What a search engine needs, and this product does not have."""
    price = next((claim.price for claim in offer(page).sources[1:] if claim.price), None) if offer(page) else None
    parts = {"the name": has(product, "name"), "a picture": has(product, "image") or has(product, "hasVariant.image"),
             "the price": price is not None and price.amount > 0, "the currency": price is not None and price.currency != ""}
    return [name for name, there in parts.items() if not there]


def has(item: Item, path: str) -> bool:
    """Whether an item has a property, `offers.price` being one of any of its offers."""
    first, _, rest = path.partition(".")
    found = values(item, first)
    if rest:
        return any(isinstance(each, dict) and has(each, rest) for each in found)
    return any(each not in ("", {}, []) for each in found)
