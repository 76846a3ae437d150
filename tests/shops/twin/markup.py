"""The twin's data for search engines, as schema.org has them."""

from decimal import Decimal

from tests.shops.twin.goods import Product
from tests.shops.twin.words import NAME, Entry


def product_data(
    product: Product, shop: str, *, views: tuple[int, ...], reviewed: bool, price: Decimal, in_stock: bool, description: str,
) -> dict:
    """A Product, in the words and with the price and stock that are given."""
    return {
        "@context": "https://schema.org", "@type": "Product", "name": product.name, "sku": product.number,
        "url": shop + product.path, "brand": {"@type": "Brand", "name": NAME}, "material": "stoneware",
        "color": product.glaze.name, "image": [f"{shop}/media/{product.slug}-{view}.jpg" for view in views],
        "description": description,
        "offers": {
            "@type": "Offer", "url": shop + product.path, "price": str(price), "priceCurrency": "GBP",
            "availability": f"https://schema.org/{'InStock' if in_stock else 'OutOfStock'}"},
        **(review_data(product) if reviewed else {})}


def review_data(product: Product) -> dict:
    return {
        "aggregateRating": {"@type": "AggregateRating", "ratingValue": f"{product.stars:.1f}", "reviewCount": len(product.reviews)},
        "review": [{
            "@type": "Review", "author": {"@type": "Person", "name": review.by}, "reviewBody": review.said,
            "reviewRating": {"@type": "Rating", "ratingValue": review.stars, "bestRating": 5},
        } for review in product.reviews]}


def article_data(entry: Entry) -> dict:
    return {"@context": "https://schema.org", "@type": "BlogPosting", "headline": entry.title, "datePublished": entry.date,
            "author": {"@type": "Person", "name": "Nora Pickering"}}
