"""Turns a body into text: charset by byte order mark, header, meta, and by content where those lie or are silent."""

import re
from codecs import BOM_UTF8
from contextlib import suppress

from bs4.dammit import EncodingDetector
from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, html_to_unicode, http_content_type_encoding, resolve_encoding

SAMPLE = 64_000
DAMAGED = 0.01
MEANINGLESS_TYPES = ("", "text/plain", "application/octet-stream", "unknown/unknown")
# What Python decodes besides (punycode, idna, rot13, unicode_escape …) no browser takes for a charset; some take hours.
CHARSET = re.compile(r"(?:utf-(?:8|16|32)|ascii|latin|iso|cp\d|windows|koi8|euc|gb|big5|shift_jis|mac|hz|tis|kz|ptcp|johab)")
CANDIDATES = ["utf-8", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "cp1252", "cp1251"]


def decode(content_type: str, body: bytes) -> str:
    """The text of an HTML body. Never raises; bytes that fit no charset become U+FFFD."""
    told = http_content_type_encoding(content_type) or html_body_declared_encoding(body)
    if told == "utf-8" and not body.startswith(BOM_UTF8):
        with suppress(UnicodeDecodeError):
            return body.decode()
    if told and not CHARSET.match(told):
        content_type = f"text/html; charset={detected(body) or 'utf-8'}"
    _, text = html_to_unicode(content_type, body, default_encoding="utf-8", auto_detect_fun=detected)
    if text.count("\ufffd") <= DAMAGED * len(text):
        return text
    return body.decode(detected(body) or "utf-8", "replace")


def detected(body: bytes) -> str | None:
    """The charset the bytes themselves look like, or None."""
    try:
        body.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        best = from_bytes(body[:SAMPLE], cp_isolation=CANDIDATES).best()
        found = resolve_encoding(best.encoding) if best else EncodingDetector.find_declared_encoding(body, is_html=True)
        return found if found and CHARSET.match(found) else None


def looks_like_html(content_type: str, body: bytes) -> bool:
    """Whether an answer is an HTML page: by its content type, and by its content where the type is missing or means nothing."""
    kind = content_type.split(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    start = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return kind in MEANINGLESS_TYPES and start.startswith((b"<!doctype html", b"<html"))
