"""Fills an empty oscar database: importable only after `django.setup()`."""

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

from django.contrib.flatpages.models import FlatPage
from oscar.core.loading import get_model
from oscar.core.utils import slugify

from tests.shops.oscar.goods import Good, read

Attribute = get_model("catalogue", "ProductAttribute")
AttributeValue = get_model("catalogue", "ProductAttributeValue")
Benefit = get_model("offer", "Benefit")
Category = get_model("catalogue", "Category")
Condition = get_model("offer", "Condition")
Country = get_model("address", "Country")
Offer = get_model("offer", "ConditionalOffer")
Option = get_model("catalogue", "Option")
Partner = get_model("partner", "Partner")
Product = get_model("catalogue", "Product")
ProductCategory = get_model("catalogue", "ProductCategory")
ProductClass = get_model("catalogue", "ProductClass")
Range = get_model("offer", "Range")
Recommendation = get_model("catalogue", "ProductRecommendation")
Review = get_model("reviews", "ProductReview")
StockRecord = get_model("partner", "StockRecord")

OPENED = datetime(2025, 3, 3, 9, tzinfo=ZoneInfo("Europe/London"))
COUNTRIES = [("GB", "United Kingdom"), ("IE", "Ireland"), ("FR", "France")]
ATTRIBUTES = ("material", "colour", "maker", "measure")


def fill(goods: list[Good]) -> list[Product]:
    """Writes the whole shop but its pictures; answers the products, in the order of `goods`."""
    add_classes()
    add_categories()
    products = add_products(goods)
    children = add_sizes(goods, products)
    add_stock(goods, products, children)
    add_attributes(goods, products, children)
    add_reviews(goods, products)
    add_recommendations(products)
    add_engraving(goods, products)
    add_pages(products[0], add_retired())
    add_offer()
    Country.objects.bulk_create(
        Country(iso_3166_1_a2=code, name=name, printable_name=name, is_shipping_country=True) for code, name in COUNTRIES
    )
    return products


def add_classes() -> None:
    for department in read("catalogue")["department"]:
        kind = ProductClass.objects.create(name=department["product_class"])
        for code in (*ATTRIBUTES, "size"):
            kind.attributes.create(name=code.capitalize(), code=code, type="text")


def add_categories() -> None:
    """Two levels; only departments have a text, and below it the links to the content pages."""
    linked = [page for page in read("pages")["page"] if "in_departments" in page]
    links = ", ".join(f'<a href="{page["url"]}">{page["in_departments"]}</a>' for page in linked)
    for department in read("catalogue")["department"]:
        root = Category.add_root(
            name=department["name"], description=department["intro"], long_description=f"Good to know: {links}."
        )
        for shelf in department["shelf"]:
            Category.objects.get(pk=root.pk).add_child(name=shelf["name"])


def add_products(goods: list[Good]) -> list[Product]:
    kinds = {kind.name: kind for kind in ProductClass.objects.all()}
    products = Product.objects.bulk_create(
        Product(
            structure="parent" if good.sizes else "standalone",
            title=good.title,
            slug=slugify(good.title),
            upc=_upc(number),
            description=good.description,
            product_class=kinds[good.product_class],
            rating=fmean(score for score, *_ in good.reviews) if good.reviews else None,
        )
        for number, good in enumerate(goods, 1)
    )
    _date(products)
    shelves = {category.name: category for category in Category.objects.filter(depth=2)}
    ProductCategory.objects.bulk_create(
        ProductCategory(product=product, category=shelves[good.shelf]) for good, product in _pairs(goods, products)
    )
    return products


def add_sizes(goods: list[Good], products: list[Product]) -> list[Product]:
    """Child products, three a parent, in the order of their parents."""
    children = Product.objects.bulk_create(
        Product(
            structure="child",
            parent=parent,
            title=f"{good.title}, {size}",
            slug=slugify(f"{good.title} {size}"),
        )
        for good, parent in _pairs(goods, products)
        for size in good.sizes
    )
    _date(children)
    return children


def add_retired() -> Product:
    """A product taken off the shelves whose page an old text still links to."""
    title = read("catalogue")["retired"]
    return Product.objects.create(title=title, is_public=False, product_class=ProductClass.objects.get(name="Kitchenware"))


def add_stock(goods: list[Good], products: list[Product], children: list[Product]) -> None:
    """A stock record for all that can be bought: children instead of their parents."""
    catalogue = read("catalogue")
    partner = Partner.objects.create(name="Harbour Lane Warehouse")
    by_pk = {product.pk: good for good, product in _pairs(goods, products)}
    own = [(product, good) for good, product in _pairs(goods, products) if not good.sizes]
    theirs = [(child, by_pk[child.parent_id]) for child in children]
    StockRecord.objects.bulk_create(
        StockRecord(
            product=product,
            partner=partner,
            partner_sku=f"HL-{product.pk:04}",
            price=good.price,
            num_in_stock=0 if product.title in catalogue["sold_out_sizes"] else good.in_stock,
        )
        for product, good in own + theirs
        if good.in_stock is not None
    )


def add_attributes(goods: list[Good], products: list[Product], children: list[Product]) -> None:
    attributes = {(one.product_class_id, one.code): one for one in Attribute.objects.all()}
    said = [
        (product, attributes[product.product_class_id, code], getattr(good, code))
        for good, product in _pairs(goods, products)
        for code in ATTRIBUTES
    ]
    sizes = [(child, attributes[child.parent.product_class_id, "size"], child.title.rpartition(", ")[2]) for child in children]
    AttributeValue.objects.bulk_create(
        AttributeValue(product=product, attribute=attribute, value_text=value) for product, attribute, value in said + sizes
    )


def add_reviews(goods: list[Good], products: list[Product]) -> None:
    reviews = Review.objects.bulk_create(
        Review(
            product=product,
            score=score,
            title=title,
            body=body,
            name=name,
            email="customer@harbourlane.example",
            status=Review.APPROVED,
        )
        for good, product in _pairs(goods, products)
        for score, title, body, name in good.reviews
    )
    for number, review in enumerate(reviews):
        review.date_created = OPENED + timedelta(days=number)
    Review.objects.bulk_update(reviews, ["date_created"])


def add_recommendations(products: list[Product]) -> None:
    """Every fourth product names three others."""
    chance = random.Random("recommendations")
    Recommendation.objects.bulk_create(
        Recommendation(primary=product, recommendation=other, ranking=ranking)
        for product in products[::4]
        for ranking, other in enumerate(chance.sample([one for one in products if one != product], 3))
    )


def add_engraving(goods: list[Good], products: list[Product]) -> None:
    option = Option.objects.create(name="Initials", type=Option.TEXT, help_text="Up to three letters, without charge")
    for good, product in _pairs(goods, products):
        if good.engraved:
            product.product_options.add(option)


def add_pages(first: Product, retired: Product) -> None:
    addresses = {"retired": f"{retired.slug}_{retired.pk}", "renamed": f"old-skillet_{first.pk}"}
    for page in read("pages")["page"]:
        content = page["content"].strip()
        for name, address in addresses.items():
            content = content.replace("{" + name + "}", address)
        FlatPage.objects.create(url=page["url"], title=page["title"], content=content).sites.add(1)


def add_offer() -> None:
    candles = Range.objects.create(name="Candles", slug="candles", is_public=True)
    candles.included_categories.add(Category.objects.get(name="Candles"))
    Offer.objects.create(
        name="Three candles, a tenth off",
        description="Buy any three candles and pay ten per cent less for them.",
        condition=Condition.objects.create(range=candles, type=Condition.COUNT, value=3),
        benefit=Benefit.objects.create(range=candles, type=Benefit.PERCENTAGE, value=10),
    )


def _pairs(goods: list[Good], products: list[Product]) -> Iterator[tuple[Good, Product]]:
    return zip(goods, products, strict=True)


def _date(products: Iterable[Product]) -> None:
    """Fixed dates an hour apart, which creation sets to now."""
    for product in products:
        product.date_created = product.date_updated = OPENED + timedelta(hours=product.pk)
    Product.objects.bulk_update(products, ["date_created", "date_updated"])


def _upc(number: int) -> str:
    """A thirteen-digit article number with its check digit."""
    digits = f"5012345{number:05}"
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-weighed % 10)
