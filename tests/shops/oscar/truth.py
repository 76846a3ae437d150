"""What is true of the shop, found out by walking every link of it with nothing of the auditor's own.

python -m tests.shops.oscar.truth       starts the shop, walks it, writes truth.json beside this file
"""

import json
import re
import urllib.error
import urllib.request
from collections import Counter, deque
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html

from tests.shops.oscar import running
from tests.shops.oscar.goods import goods, read

TRUTH = Path(__file__).with_name("truth.json")
FORBIDDEN = ("/dashboard/", "/accounts/")  # by robots.txt
KNOWN_DEFECTS = [
    "No page links to the terms: they are in the sitemap alone.",
    "The privacy policy is linked from the contact page alone, never from home, basket or checkout.",
    "Nothing in header or footer leads to delivery, returns or contact: the links stand at the foot of the departments.",
    "The text about the shop links to a product that was taken off the shelves (404) and to one by its old address (301).",
    "The error page is Django's bare one: no menu, no search, no way home.",
    "The shelf of calendars is in the menu and holds nothing.",
    "Home answers only by a redirect from / to /catalogue/, and its description is empty.",
    "Shelves have no text and so no description; products have their whole text as description.",
    "Page one of a list is also found under ?page=1.",
    "Listings shorten titles to four words, and every product names its price three times with a tax of nothing.",
    "jQuery comes from ajax.googleapis.com, with a copy of the shop's own where that fails.",
    "No page has structured data or a canonical address, and headings jump from h1 to h3 or h4.",
    "The further pages of a list have the title of its first, and the page to write a review that of its product.",
    "Listings repeat the id id_quantity in every form, and texts of products stand in a paragraph within a paragraph.",
    "The 34 sizes that can be bought are linked from their parents alone and are not in the sitemap.",
    "One product has no picture, one no price; two sizes that are sold out are linked from nowhere.",
]


class Answer(NamedTuple):
    status: int
    links: tuple[str, ...]  # paths with queries, or the target of a redirect
    forms: tuple[str, ...] = ()  # where forms that ask by GET lead


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(_StayHere)


def main() -> None:
    with running() as base:
        sitemap = _sitemap(base)
        answers = walk(base, ["/", *sitemap])
        missing = ask(base, "/no-such-page/").status
    TRUTH.write_text(json.dumps(truth(answers, sitemap, missing), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def walk(base: str, starts: list[str]) -> dict[str, Answer]:
    """Every page reached from the starts by <a href>, whatever robots.txt says; GET only, one at a time."""
    answers, queue, known = {}, deque(starts), set(starts)
    while queue:
        path = queue.popleft()
        answers[path] = ask(base, path)
        new = [link for link in dict.fromkeys(answers[path].links) if link not in known]
        known.update(new)
        queue.extend(new)
    return answers


def ask(base: str, path: str) -> Answer:
    address = urljoin(base, path)
    try:
        with OPENER.open(address) as response:
            return Answer(response.status, *_links(base, address, response))
    except urllib.error.HTTPError as error:
        target = error.headers.get("Location")
        return Answer(error.code, _inside(base, address, [target]) if target else ())


def _links(base: str, address: str, response) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if response.headers.get_content_type() != "text/html":
        return (), ()
    page = html.parse(response)
    forms = page.xpath("//form[not(@method) or @method='get' or @method='GET']/@action")
    return _inside(base, address, page.xpath("//a/@href")), _inside(base, address, forms)


def _inside(base: str, address: str, links: list[str]) -> tuple[str, ...]:
    whole = [urldefrag(urljoin(address, link)).url for link in links]
    return tuple("/" + link.removeprefix(base) for link in whole if link.startswith(base))


def _sitemap(base: str) -> list[str]:
    with OPENER.open(urljoin(base, "/sitemap.xml")) as response:
        return [urlsplit(place.text.strip()).path for place in etree.parse(response).iter("{*}loc")]


def depths(answers: dict[str, Answer], starts: list[str], forbidden: tuple[str, ...] = ()) -> dict[str, int]:
    """Clicks from the starts to each 200 page; a redirect costs no click."""
    found, queue = {}, deque((path, 0) for path in starts)
    while queue:
        path, clicks = queue.popleft()
        if path in found or path.startswith(forbidden or ("\0",)):
            continue
        found[path] = clicks
        answer = answers[path]
        moved = 300 <= answer.status < 400
        (queue.extendleft if moved else queue.extend)((link, clicks + (not moved)) for link in answer.links)
    return {path: clicks for path, clicks in found.items() if answers[path].status == 200}


def truth(answers: dict[str, Answer], sitemap: list[str], missing: int) -> dict:
    clicked = depths(answers, ["/"])
    return {
        "shop": {"name": "Harbour Lane Stores", "currency": "GBP", "language": "en-gb", "platform": "django-oscar"},
        **_seeded(),
        "pages": {
            "html_200_by_links": len(clicked),
            "html_200_by_links_robots_obeyed": len(depths(answers, ["/"], FORBIDDEN)),
            "html_200_by_links_and_sitemap_robots_obeyed": len(depths(answers, ["/", *sitemap], FORBIDDEN)),
            "asked_by_forms_alone": sorted({form for one in answers.values() for form in one.forms} - set(answers)),
            "by_shape": dict(sorted(Counter(_shape(path) for path in clicked).items())),
            "by_click_depth": dict(sorted(Counter(clicked.values()).items())),
        },
        "redirects": {path: answer.links[0] for path, answer in answers.items() if 300 <= answer.status < 400},
        "broken": {
            path: {"status": answer.status, "linked_from": _linking(answers, path)}
            for path, answer in answers.items()
            if answer.status >= 400
        },
        "sitemap": {"addresses": len(sitemap), "linked_from_nowhere": [one for one in sitemap if one not in clicked]},
        "content_pages": {
            page["url"]: {"clicks": clicked.get(page["url"]), "linked_from": _linking(answers, page["url"])}
            for page in read("pages")["page"]
        },
        "status_of_a_missing_page": missing,
        "known_defects": KNOWN_DEFECTS,
    }


def _seeded() -> dict:
    """What the catalogue says, before it became pages."""
    catalogue, all_goods = read("catalogue"), goods()
    shelves = [shelf for department in catalogue["department"] for shelf in department["shelf"]]
    sizes = sum(len(good.sizes) for good in all_goods)
    return {
        "products": {
            "browsable": len(all_goods),
            "with_sizes": sum(bool(good.sizes) for good in all_goods),
            "sizes": sizes,
            "sizes_linked": sizes - len(catalogue["sold_out_sizes"]),
            "hidden": 1,
            "reviewed": sum(bool(good.reviews) for good in all_goods),
            "reviews": sum(len(good.reviews) for good in all_goods),
            "pictures": sum(good.views for good in all_goods),
        },
        "categories": {
            "departments": len(catalogue["department"]),
            "shelves": len(shelves),
            "empty": [shelf["name"] for shelf in shelves if not shelf["titles"]],
        },
        "stock": {state: catalogue[state] for state in ("sold_out", "sold_out_sizes", "without_stock_record", "without_picture")},
    }


def _linking(answers: dict[str, Answer], target: str) -> list[str]:
    """The other pages with a link to the target."""
    return sorted(path for path, one in answers.items() if one.status == 200 and target in one.links and path != target)


def _shape(path: str) -> str:
    """The address with its names and numbers replaced: /catalogue/SLUG_N/reviews/N/."""
    steps = re.sub(r"/category/[\w/-]+_\d+/", "/category/PATH_N/", path)
    steps = re.sub(r"/catalogue/[\w-]+_\d+/", "/catalogue/SLUG_N/", steps)
    return re.sub(r"=[^&]*", "=", re.sub(r"/\d+/", "/N/", steps))


if __name__ == "__main__":
    main()
