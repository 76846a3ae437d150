"""Turns a body into text: charset by byte order mark, header, meta, and by content where those lie or are silent."""

from bs4.dammit import EncodingDetector
from charset_normalizer import from_bytes
from w3lib.encoding import html_to_unicode, resolve_encoding

SAMPLE = 64_000
DAMAGED = 0.01
PYTHONS_OWN = frozenset({"unicode-escape", "raw-unicode-escape", "punycode"})  # codecs that no browser knows
NO_TEXT = (LookupError, ValueError)  # what Python says of charsets that are none of texts, such as base64 or idna
MEANINGLESS_TYPES = ("", "text/plain", "application/octet-stream", "unknown/unknown")
CANDIDATES = ["utf-8", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "cp1252", "cp1251"]


def decode(content_type: str, body: bytes) -> str:
    """The text of an HTML body. Never raises; bytes that fit no charset become U+FFFD."""
    text = as_declared(content_type, body)
    if text is not None and text.count("\ufffd") <= DAMAGED * len(text):
        return text
    try:
        return body.decode(detected(body) or "utf-8", "replace")
    except NO_TEXT:
        return body.decode("utf-8", "replace")


def as_declared(content_type: str, body: bytes) -> str | None:
    """The text in the charset that is declared, else in the one it looks like; None where that is no charset of texts."""
    try:
        charset, text = html_to_unicode(content_type, body, default_encoding="utf-8", auto_detect_fun=detected)
    except NO_TEXT:
        return None
    return None if is_pythons_own(charset) else text


def is_pythons_own(charset: str) -> bool:
    return charset.lower().replace("_", "-") in PYTHONS_OWN


def detected(body: bytes) -> str | None:
    """The charset the bytes themselves look like, or None."""
    try:
        body.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        best = from_bytes(body[:SAMPLE], cp_isolation=CANDIDATES).best()
        found = resolve_encoding(best.encoding) if best else EncodingDetector.find_declared_encoding(body, is_html=True)
        return None if is_pythons_own(found or "") else found


def looks_like_html(content_type: str, body: bytes) -> bool:
    """Whether an answer is an HTML page: by its content type, and by its content where the type is missing or means nothing."""
    kind = content_type.split(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return kind in MEANINGLESS_TYPES and start.startswith((b"<!doctype html", b"<html"))
