"""What files that are no pages name: style sheets their pictures and fonts, manifests their icons and start page."""

from collections.abc import Iterator

from auditor.core.records import Link, LinkKind, Region
from auditor.facts.links import css_references, manifest_references


def named_in(url: str, content_type: str, body: bytes) -> Iterator[Link]:
    """The references of a style sheet or a web app manifest."""
    if "json" in content_type or body[:64].lstrip().startswith(b"{"):
        start, icons = manifest_references(body, url)
        named = ((LinkKind.ANCHOR, start), *((LinkKind.ICON, icon) for icon in icons))
    else:
        named = css_references(body.decode("utf-8", "replace"), url)
    return (Link(address, kind, Region.HEAD) for kind, address in named if address)
