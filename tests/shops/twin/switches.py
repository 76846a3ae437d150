"""The twin's defects: a switch each, named by what is wrong, with the code of the check that must find it and no other."""

SWITCHES: dict[str, str] = {
    # links and addresses
    "dead-link": "LNK-01",
    "soft-404": "LNK-02",
    "bare-error-page": "LNK-03",
    "dead-picture": "LNK-04",
    "dead-script": "LNK-05",
    "chain-of-redirects": "LNK-06",
    "dead-fragment": "LNK-07",
    "sent-home": "LNK-08",
    "dead-icon": "LNK-09",
    # finding one's way
    "one-word-menu": "NAV-01",
    "empty-shelf": "NAV-02",
    "no-breadcrumbs": "NAV-04",
    "buried-products": "NAV-05",
    "crowded-menu": "NAV-06",
    "orphan": "NAV-08",
    "no-search": "SRC-01",
    "vague-links": "PLN-02",
    "consent-layer": "VIS-02",
    "skipped-headings": "VIS-03",
    # products
    "price-without-currency": "PDP-01",
    "one-picture": "PDP-02",
    "thin-description": "PDP-03",
    "no-product-data": "PDP-04",
    "two-prices": "PRC-01",
    "untold-delivery-cost": "PRC-02",
    "false-reduction": "PRC-03",
    "no-stock-state": "STK-01",
    "two-stock-states": "STK-02",
    "no-reviews": "REV-01",
    "unshown-rating": "REV-03",
    # policies and service
    "privacy-unlinked": "PRV-01",
    "privacy-gaps": "PRV-02",
    "contact-unlinked": "CON-07",
    "hollow-contact": "CON-02",
    "questions-unlinked": "FAQ-01",
    "few-answers": "FAQ-02",
    "delivery-unlinked": "DLV-01",
    "no-delivery-costs": "DLV-03",
    "no-delivery-times": "DLV-04",
    "returns-unlinked": "RET-01",
    "returns-gaps": "RET-02",
    "no-tracking": "TRK-01",
    "old-year": "FRS-02",
    "closed-platform": "FRS-03",
    "nobody-behind-it": "BRD-02",
    "borrowed-account": "COM-01",
    # search engines
    "shared-titles": "SEO-01",
    "hidden-shelf": "SEO-02",
    "absent-sitemap": "SEO-03",
    "wrong-language-code": "SEO-04",
    "spam": "SEO-05",
    "print-copies": "SEO-06",
    "nameless-page": "SEO-07",
    "no-description": "SEO-08",
    "shouted-title": "SEO-09",
    "copy-of-a-copy": "SEO-10",
    "endless-addresses": "SEO-11",
    "wrong-original": "SEO-12",
    # every customer
    "unnamed-field": "ACC-02",
    "mute-picture": "ACC-03",
    "sideways-scroll": "MOB-01",
    "no-viewport": "MOB-02",
    # speed
    "blank-page": "SPD-01",
    "slow-picture": "SPD-02",
    "jumping-notice": "SPD-03",
    "freezing-script": "SPD-04",
    "slow-server": "SPD-05",
    "heavy-picture": "SPD-06",
    # the way to the checkout
    "broken-adding": "JRN-01",
    "forgetful-checkout": "JRN-02",
    "pages-between": "JRN-03",
    "members-only": "INT-01",
    "many-fields": "INT-02",
    "many-steps": "INT-03",
    "stubborn-basket": "INT-04",
    "nameless-purposes": "INT-05",
    "failing-advice": "JRN-04",
    "dearer-basket": "PRC-11",
    "ticked-wrapping": "PRC-05",
    "open-code-box": "PRC-08",
    # looking for a product by its name
    "burying-search": "SRC-02",
    "dead-end-search": "SRC-03",
    "strict-search": "SRC-04",
    # paying, and help with it
    "one-way-to-pay": "PAY-02",
    "untold-payment": "PAY-06",
    "own-card-field": "PAY-03",
    "silent-on-safety": "PAY-04",
    "helpless-checkout": "CON-05",
}

EXEMPT: dict[str, str] = {
    "PAY-01": "encryption cannot be asked of a shop on this machine, where no public certificate can be had",
    "LEG-07": "the duty holds in the European Union, and the twin stands in the United Kingdom",
    "PAY-05": "the header counts over an encrypted connection only, which a shop on this machine does not have",
}

# Each of these ends the walk, so that what lies behind it cannot be seen in the same walk: *ill* has all but them, and a shop
# with one of them alone shows that one.
WALK_ENDS: frozenset[str] = frozenset({"broken-adding", "forgetful-checkout", "members-only"})

EDITIONS: dict[str, frozenset[str]] = {"well": frozenset(), "ill": frozenset(SWITCHES) - WALK_ENDS}
