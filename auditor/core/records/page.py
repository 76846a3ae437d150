"""What was fetched of the shop: addresses, links and pages, exactly as they came."""

from enum import StrEnum

from msgspec import Struct


class PageKind(StrEnum):
    """What a page is for, in the customer's eyes."""

    HOME = "home"
    CATEGORY = "category"
    PRODUCT = "product"
    CART = "cart"
    CHECKOUT = "checkout"
    SEARCH = "search"
    ACCOUNT = "account"
    ARTICLE = "article"
    PRIVACY = "privacy"
    TERMS = "terms"
    RETURNS = "returns"
    SHIPPING = "shipping"
    FAQ = "faq"
    CONTACT = "contact"
    ABOUT = "about"
    IMPRINT = "imprint"
    TRACKING = "tracking"
    OTHER = "other"


class Region(StrEnum):
    """The part of a page in which a link stands."""

    HEADER = "header"
    MENU = "menu"
    MAIN = "main"
    FOOTER = "footer"
    HEAD = "head"


class LinkKind(StrEnum):
    """The kind of reference by which one address names another.

    A customer follows ANCHOR, FORM (only those that ask by GET), FRAME, REFRESH and NEXT (`rel=prev` too), and sees IMAGE: a
    picture in the markup, in a style or behind a lazy attribute. Search engines follow CANONICAL, ALTERNATE (another language),
    AMP and DATA (a page named in JSON-LD or `og:url`). What a page is made of: STYLE, SCRIPT, FONT, ICON, MANIFEST, PRELOAD
    (a file fetched ahead, whatever it is) and MEDIA (film, sound, `<object>`, `<embed>`). PREVIEW is a picture or film for those
    to whom the page is shown elsewhere: Open Graph, Twitter cards, JSON-LD.
    """

    ANCHOR = "anchor"
    IMAGE = "image"
    FORM = "form"
    FRAME = "frame"
    CANONICAL = "canonical"
    ALTERNATE = "alternate"
    REFRESH = "refresh"
    NEXT = "next"
    AMP = "amp"
    DATA = "data"
    STYLE = "style"
    SCRIPT = "script"
    FONT = "font"
    ICON = "icon"
    MANIFEST = "manifest"
    PRELOAD = "preload"
    MEDIA = "media"
    PREVIEW = "preview"


PAGE_KINDS = frozenset({
    LinkKind.ANCHOR, LinkKind.FORM, LinkKind.FRAME, LinkKind.CANONICAL, LinkKind.ALTERNATE, LinkKind.REFRESH, LinkKind.NEXT,
    LinkKind.AMP, LinkKind.DATA,
})
FILE_KINDS = frozenset(LinkKind) - PAGE_KINDS


class Link(Struct, frozen=True):
    """One reference from a page. `url` is absolute and without fragment, `fragment` without its `#` (or None)."""

    url: str
    kind: LinkKind
    region: Region
    text: str = ""
    fragment: str | None = None
    nofollow: bool = False

    @property
    def target(self) -> str:
        """The address as the page names it, fragment kept."""
        return self.url if self.fragment is None else f"{self.url}#{self.fragment}"


class Failure(StrEnum):
    """Why an address gave no answer that could be read, or, with TOO_DEEP and what follows it, why only the beginning was."""

    HOST_NOT_FOUND = "host not found"
    REFUSED = "connection refused"
    TIMED_OUT = "timed out"
    RESET = "connection lost"
    CUT_SHORT = "answer broke off"
    TLS = "certificate or TLS error"
    CERTIFICATE_EXPIRED = "certificate expired"
    CERTIFICATE_UNKNOWN = "certificate of an unknown issuer"
    CERTIFICATE_OF_ANOTHER = "certificate of another host"
    HEADERS_TOO_LARGE = "headers too large"
    TOO_LARGE = "body too large"
    TOO_SLOW = "took too long to read"
    TOO_MANY_REDIRECTS = "too many redirects"
    BAD_REDIRECT = "redirect to no web address"
    TOO_MANY_SITEMAPS = "too many sitemaps"
    NOT_ALLOWED = "not allowed"
    UNREADABLE = "answer could not be read"
    TOO_DEEP = "nested too deep to be read to its end"
    TOO_MUCH_MARKUP = "too much markup to be read to its end"
    TOO_MANY_LINKS = "too many links to follow them all"
    WALL = "a check for robots stood in front of it"


class Page(Struct, frozen=True, dict=True):
    """One HTML page as a customer's browser would first receive it.

    `url` is where it was asked for first, `final_url` where the redirects ended. `headers` have lower-case names, one string
    each (`x-robots-tag` with a line for each). `html` is decoded text. `took_ms` is the whole fetch, in milliseconds. `depth` is
    the fewest clicks from home, or None when no link leads there. `links` are in the order of the page.
    """

    url: str
    final_url: str
    status: int
    html: str
    kind: PageKind = PageKind.OTHER
    kind_because: str = ""
    depth: int | None = None
    headers: dict[str, str] = {}
    took_ms: float | None = None
    bytes: int = 0
    links: tuple[Link, ...] = ()
    in_sitemap: bool = False
