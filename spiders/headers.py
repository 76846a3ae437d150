"""What is kept of an answer's headers."""

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from multidict import CIMultiDictProxy

from auditor.core.records import Failure
from auditor.facts.links import resolve

KEPT = (
    "content-type", "content-encoding", "content-length", "cache-control", "date", "last-modified", "strict-transport-security",
    "x-robots-tag", "server", "x-powered-by", "x-shopid", "link", "content-language", "vary", "set-cookie")
REDIRECTS = {301, 302, 303, 307, 308}
UNOPENED = ("file", "javascript", "data", "blob", "about", "view-source", "vbscript")  # no browser follows a redirect there
NO_BYTES = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # surrogates by which no byte is told
PRINTABLE = "".join(map(chr, range(0x21, 0x7f)))


def clean(value: str) -> str:
    """A header's value with U+FFFD for bytes that are no UTF-8: what cannot be written as such cannot be kept."""
    if value.isascii():
        return value
    return NO_BYTES.sub("\ufffd", value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def escaped(value: str) -> str:
    """An address in a header, whatever bytes it came in, as browsers ask for it."""
    return value if value.isascii() else quote(value.encode("utf-8", "surrogateescape"), safe=PRINTABLE)


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
    return clean(headers.get("Content-Type", ""))


def kept(headers: CIMultiDictProxy[str]) -> dict[str, str]:
    """The headers that facts and checks read, names in lower case. Of cookies only the names are kept.

    Several of a name are one list, but for `x-robots-tag`, a line each: what one says to an agent ends with it.
    """
    values = {name: headers.getall(name) for name in KEPT if name in headers}
    if "set-cookie" in values:
        values["set-cookie"] = [cookie.split("=")[0] for cookie in values["set-cookie"]]
    return {name: clean(("\n" if name == "x-robots-tag" else ", ").join(some)) for name, some in values.items()}


def cookies_set(headers: CIMultiDictProxy[str]) -> str:
    """The cookies an answer sets, as a browser would send them back."""
    return "; ".join(cookie.split(";")[0] for cookie in headers.getall("Set-Cookie", ()))


def location_of(url: str, status: int | None, headers: CIMultiDictProxy[str]) -> str | None:
    """The address that an answer of `url` sends on to, None where it does not, or to none that can be asked for."""
    told = headers.get("Location") if status in REDIRECTS else None
    resolved = resolve(url, escaped(told).strip()) if told else None
    return resolved[0] if resolved else None


def redirect_failure(status: int | None, headers: CIMultiDictProxy[str]) -> Failure | None:
    """What is wrong with a redirect to no address that can be asked for; an app's own scheme is none of our business."""
    location = headers.get("Location", "").strip()
    if status not in REDIRECTS or not location:
        return None
    scheme, colon, _ = location.partition(":")
    if scheme.lower() in UNOPENED:
        return Failure.BAD_REDIRECT
    return Failure.UNREADABLE if not colon or scheme.lower() in ("http", "https") else None


def is_page_type(headers: CIMultiDictProxy[str]) -> bool:
    """Whether an answer may be a page: its body is not taken in where its type says that it is none."""
    kind = content_type(headers).lower()
    return not kind or kind.startswith(PAGE_TYPES)
