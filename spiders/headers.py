"""What is kept of an answer's headers."""

from scrapy.http import Headers, Response

KEPT = (
    "content-type", "content-encoding", "content-length", "cache-control", "date", "last-modified", "strict-transport-security",
    "x-robots-tag", "server", "x-powered-by", "x-shopid", "link", "content-language", "set-cookie")


def content_type(headers: Headers) -> str:
    """The content type as it was sent, or ""."""
    return (headers.get("Content-Type") or b"").decode("latin-1")


def kept(response: Response) -> dict[str, str]:
    """The headers that facts and checks read, names in lower case. Of cookies only the names are kept."""
    values = {name: [value.decode("latin-1") for value in response.headers.getlist(name)] for name in KEPT}
    values["set-cookie"] = [cookie.split("=")[0] for cookie in values["set-cookie"]]
    return {name: ", ".join(some) for name, some in values.items() if some}


def cookies_set(response: Response) -> str:
    """The cookies an answer sets, as a browser would send them back."""
    return "; ".join(cookie.decode("latin-1").split(";")[0] for cookie in response.headers.getlist("set-cookie"))
