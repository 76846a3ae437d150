"""By which shop software a page was made. What is known of each platform is data: `platforms/*.toml`."""

import re
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from auditor.core.records import LinkKind, Page
from auditor.facts.document import metas
from auditor.facts.fact import fact
from auditor.facts.links import links

FOLDER = Path(__file__).parent / "platforms"
FEWEST_SIGNALS = 2
FEWEST_PATHS = 2


class Platform(Struct, frozen=True):
    """The signs of one shop software, in lower case: in markup, `meta` elements, headers, cookies and addresses."""

    name: str
    markup: tuple[str, ...] = ()
    generator: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    cookies: tuple[str, ...] = ()
    paths: tuple[re.Pattern[str], ...] = ()


def _read(path: Path) -> Platform:
    known = tomllib.loads(path.read_text(encoding="utf-8"))
    paths = tuple(re.compile(each) for each in known.pop("paths", ()))
    return Platform(**{key: value if key == "name" else tuple(value) for key, value in known.items()}, paths=paths)


PLATFORMS = tuple(_read(path) for path in sorted(FOLDER.glob("*.toml")))


def _signals(platform: Platform, page: Page, markup: str) -> int:
    """How many independent signs of the platform a page shows. Its addresses count once, and only beside another sign."""
    cookies = page.headers.get("set-cookie", "").lower()
    described = {name: metas(page).get(name, "").lower() for name in ("generator", "platform")}
    other = (
        sum(sign in markup for sign in platform.markup)
        + any(sign in described["generator"] for sign in platform.generator)
        + any(sign in described["platform"] for sign in platform.platform)
        + any(f"{name}: {value.lower()}".startswith(sign) for sign in platform.headers for name, value in page.headers.items())
        + any(sign in cookies for sign in platform.cookies)
    )
    return other + bool(other and _is_shaped(platform, page))


def _is_shaped(platform: Platform, page: Page) -> bool:
    """Whether several addresses that the page links to have the shapes of the platform."""
    return sum(1 for address in _addresses(page) if any(path.search(address) for path in platform.paths)) >= FEWEST_PATHS


@fact
def _addresses(page: Page) -> frozenset[str]:
    host = urlsplit(page.final_url).netloc
    parts = (urlsplit(link.url) for link in page.links or links(page) if link.kind is LinkKind.ANCHOR)
    return frozenset(f"{each.path}?{each.query}" if each.query else each.path for each in parts if each.netloc == host)


@fact
def platform_of(page: Page) -> str | None:
    """The name of the shop software by which the page was made; None where fewer than two signs speak for any."""
    markup = page.html.lower()
    counted = {platform.name: _signals(platform, page, markup) for platform in PLATFORMS}
    best = max(counted, key=lambda name: counted[name])
    return best if counted[best] >= FEWEST_SIGNALS else None
