"""The addresses in a style sheet, as they are written."""

import re

from auditor.core.records import LinkKind

# The tokens of CSS Syntax 3 that hold an address, and those that may hide one: comments and strings, ended or not.
TOKEN = re.compile(r"""
    /\*(?:[^*]|\*(?!/))*+(?:\*/)?
    | (?P<import>@import\s*+)?
      (?: (?P<url>url\(\s*+
            (?:"(?P<double>(?:[^"\\\n]|\\.)*+)"|'(?P<single>(?:[^'\\\n]|\\.)*+)'
             |(?P<bare>(?:[^\s"'()\\]|\\[0-9a-f]{1,6}\s?|\\.)*+))
            \s*+\))
        | "(?P<words>(?:[^"\\\n]|\\.)*+)"?+ | '(?P<said>(?:[^'\\\n]|\\.)*+)'?+ )
      (?P<font>\s*+format\()?
""", re.X | re.I | re.S)
ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(\n)|(.))", re.I | re.S)
FONT = re.compile(r"\.(?:woff2?|ttf|otf|eot)(?:[?#]|$)", re.I)
ASKED_FONT = re.compile(r"\.(?:woff2?|ttf|otf)(?:[?#]|$)", re.I)  # no browser of today asks for the older formats beside them
FARTHEST = 0x10FFFF


def addresses_in(text: str) -> tuple[tuple[LinkKind, str], ...]:
    """What a style sheet, or the value of a `style` attribute, refers to: sheets, pictures and fonts, in order."""
    if "url(" not in text and "@import" not in text and "url(" not in (lower := text.lower()) and "@import" not in lower:
        return ()
    found = ((kind_of(match), match) for match in TOKEN.finditer(text))
    named = ((kind, unescaped(next(filter(None, match.group("double", "single", "bare", "words", "said")), "")))
             for kind, match in found if kind)
    return tuple((kind, href) for kind, href in named if href and not href.lower().startswith(("#", "data:", "blob:", "about:")))


def kind_of(match: re.Match[str]) -> LinkKind | None:
    if match["import"] is not None:
        return LinkKind.STYLE
    if match["url"] is None:
        return None
    written = match["url"].rstrip(")\"' \t\r\n\f")
    if match["font"] or FONT.search(written):
        return LinkKind.FONT if ASKED_FONT.search(written) else None
    return LinkKind.IMAGE


def unescaped(text: str) -> str:
    return ESCAPE.sub(_character, text).strip() if "\\" in text else text.strip()


def _character(match: re.Match[str]) -> str:
    if not match[1]:
        return match[3] or ""
    point = int(match[1], 16)
    return chr(point) if 0 < point <= FARTHEST and not 0xD800 <= point < 0xE000 else "\ufffd"
