"""Makes pages out of a few lines of HTML."""

from auditor.core.records import Page, PageKind

SHOP = "https://shop.example/"


def page(html: str, path: str = "", *, kind: PageKind = PageKind.OTHER, headers: dict[str, str] | None = None) -> Page:
    """A page of the shop that answered 200 with this HTML."""
    url = path if "://" in path else SHOP + path.lstrip("/")
    return Page(url=url, final_url=url, status=200, html=html, kind=kind, headers=headers or {})
