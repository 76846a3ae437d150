"""Pages that are no pages: a script or a `meta` that sends the visitor on at once."""

import re

from lxml import etree

from auditor.core.records import Page
from auditor.facts.fact import fact
from auditor.facts.links import base_of, resolve
from auditor.facts.references import REFRESH
from auditor.facts.text import visible_text, words_in
from auditor.facts.tree import tree

LONGEST = 20_000
HINTS = ("location", "refresh")
FEW_WORDS = 20
PLACE = r"(?:(?:window|self|top|parent|document)\.){0,2}location"
SOLE = re.compile(
    rf"(?:<!--|//\s*<!\[CDATA\[|\s)*{PLACE}(?:(?:\.href)?\s*=\s*|\.(?:replace|assign)\(\s*)(?:'([^'\"\s]+)'|\"([^'\"\s]+)\")"
    r"\s*+\)?\s*+;?(?:\s|//|\]\]>|-->|return (?:true|false);?)*+", re.I)
AT_ONCE = re.compile(r"\s*+[0-5]?(?:\.\d*+)?\s*+[;,]", re.A)
SCRIPTS = etree.XPath("//script[not(@src)][not(@type) or contains(@type, 'javascript') or @type='module']")
METAS = etree.XPath("//meta[@http-equiv and @content]")


@fact
def script_redirect(page: Page) -> str | None:
    """Where a page with next to no text sends its visitors at once, by its one line of script or by a `meta`; else None.

    A script that does anything else is not read, and a page that leads to itself leads nowhere.
    """
    if len(page.html) > LONGEST or not any(hint in page.html.lower() for hint in HINTS):
        return None
    href = scripted(page) or refreshed(page)
    address = resolve(base_of(tree(page), page.final_url), href) if href else None
    if not address or address[0] == page.final_url or words_in(visible_text(page)) > FEW_WORDS:
        return None
    return address[0]


def scripted(page: Page) -> str:
    """The target that is the only thing the page's own scripts say."""
    root = tree(page)
    body = root.find("body")
    said = [script.text for script in SCRIPTS(root) if (script.text or "").strip()]
    match = SOLE.fullmatch(said[0] if said else (body is not None and body.get("onload")) or "") if len(said) < 2 else None
    return (match[1] or match[2]).replace("\\/", "/") if match else ""


def refreshed(page: Page) -> str:
    """The target of a refresh within five seconds."""
    said = (meta.get("content") for meta in METAS(tree(page)) if meta.get("http-equiv").strip().lower() == "refresh")
    return next((match[1].strip() for content in said if AT_ONCE.match(content) and (match := REFRESH.search(content))), "")
