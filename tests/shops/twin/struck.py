"""Where each of the defects that have a place strikes."""

# The one product that each defect of a product strikes; none of them is the first of its shelf.
STRUCK = {
    "price-without-currency": "chalk-bowl",
    "thin-description": "moss-bowl",
    "no-product-data": "ember-bowl",
    "two-prices": "slate-plate",
    "no-stock-state": "dune-plate",
    "two-stock-states": "heather-vase",
    "orphan": "moss-vase",
    "one-picture": "dune-bowl",
    "no-reviews": "moss-teapot",
    "unshown-rating": "chalk-vase",
    "wrong-original": "harbour-teapot",
}
COPIED = "slate-bowl"
HIDDEN_SHELF, UNDESCRIBED_SHELF, LATE_SHELF = "plates", "vases", "bowls"
REDIRECTS = {"/cups": "/mugs", "/mugs": "/category/mugs"}
SENT_HOME = "/product/tide-jug"
ORIGINALS = {"caring-for-stoneware": "a-walk-to-the-clay-pit", "a-walk-to-the-clay-pit": "the-seven-glazes"}
SHOUTED = "WHY WE FIRE ON FRIDAYS!"
ABSENT = {"no-tracking": ("/track",), "nobody-behind-it": ("/about", "/imprint")}
ONLY_FROM_HOME = {
    "privacy-unlinked": ("/privacy",), "delivery-unlinked": ("/delivery",), "returns-unlinked": ("/returns",),
    "contact-unlinked": ("/contact", "/imprint"), "questions-unlinked": ("/help",),
}
SOME_ANSWERS = 3
