"""What is kept of an answer's headers."""

from multidict import CIMultiDictProxy

KEPT = (
    "content-type", "content-encoding", "content-length", "cache-control", "date", "last-modified", "strict-transport-security",
    "x-robots-tag", "server", "x-powered-by", "x-shopid", "link", "content-language", "vary", "set-cookie")


def content_type(headers: CIMultiDictProxy[str]) -> str:
    """The content type as it was sent, or ""."""
    return headers.get("Content-Type", "")


def kept(headers: CIMultiDictProxy[str]) -> dict[str, str]:
    """The headers that facts and checks read, names in lower case. Of cookies only the names are kept."""
    values = {name: headers.getall(name) for name in KEPT if name in headers}
    if "set-cookie" in values:
        values["set-cookie"] = [cookie.split("=")[0] for cookie in values["set-cookie"]]
    return {name: ", ".join(some) for name, some in values.items()}


def cookies_set(headers: CIMultiDictProxy[str]) -> str:
    """The cookies an answer sets, as a browser would send them back."""
    return "; ".join(cookie.split(";")[0] for cookie in headers.getall("Set-Cookie", ()))
