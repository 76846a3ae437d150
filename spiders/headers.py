"""What is kept of an answer's headers."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from multidict import CIMultiDictProxy

KEPT = (
    "content-type", "content-encoding", "content-length", "cache-control", "date", "last-modified", "strict-transport-security",
    "x-robots-tag", "server", "x-powered-by", "x-shopid", "link", "content-language", "vary", "set-cookie")


PAGE_TYPES = ("text/html", "application/xhtml", "text/plain", "application/octet-stream")
BUSY = frozenset({429, 503})


def retry_after_s(status: int, headers: Mapping[str, str]) -> float | None:
    """The seconds after which a busy host wants to be asked again (RFC 9110, 10.2.3); None where it does not say so."""
    told = (headers.get("Retry-After") or "").strip() if status in BUSY else ""
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time()) if told else None
    except (ValueError, OverflowError, OSError):
        return None


def content_type(headers: CIMultiDictProxy[str]) -> str:
    """The content type as it was sent, or ""."""
    return headers.get("Content-Type", "")


def kept(headers: CIMultiDictProxy[str]) -> dict[str, str]:
    """The headers that facts and checks read, names in lower case. Of cookies only the names are kept.

    Several of a name are one list, but for `x-robots-tag`, a line each: what one says to an agent ends with it.
    """
    values = {name: headers.getall(name) for name in KEPT if name in headers}
    if "set-cookie" in values:
        values["set-cookie"] = [cookie.split("=")[0] for cookie in values["set-cookie"]]
    return {name: ("\n" if name == "x-robots-tag" else ", ").join(some) for name, some in values.items()}


def cookies_set(headers: CIMultiDictProxy[str]) -> str:
    """The cookies an answer sets, as a browser would send them back."""
    return "; ".join(cookie.split(";")[0] for cookie in headers.getall("Set-Cookie", ()))


def is_page_type(headers: CIMultiDictProxy[str]) -> bool:
    """Whether an answer may be a page: its body is not taken in where its type says that it is none."""
    kind = content_type(headers).lower()
    return not kind or kind.startswith(PAGE_TYPES)
