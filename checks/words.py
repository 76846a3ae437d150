"""What customers call the kinds of page and the devices; messages use these words."""

PAGES = {
    "home": "home page", "category": "category page", "product": "product page", "cart": "cart", "checkout": "checkout",
    "search": "search page", "account": "account page", "article": "article", "faq": "questions page", "contact": "contact page",
}
DEVICES = {"mobile": "phone", "desktop": "desktop computer"}


def page_word(kind: str) -> str:
    return PAGES.get(kind, "page")


def device_word(device: str) -> str:
    return DEVICES.get(device, device)
