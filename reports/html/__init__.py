"""The HTML report: one self-contained file that opens from disk, needs no network and sends nothing."""

import base64
import hashlib
import re
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from auditor.core.audit import Audit
from reports.html.view import View, view_of
from reports.html.words import count, cut, in_words, path_of, points, safe, say

STYLES = ("tokens.css", "frame.css", "verdict.css", "walk.css", "charts.css", "findings.css", "narrow.css", "print.css")
SCRIPT = "report.js"
POLICY = "default-src 'none'; img-src data:; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def render(audit: Audit, folder: Path) -> str:
    """The report as HTML. `folder` is where the audit's screenshots lie; those that are missing are left out."""
    view = view_of(audit, folder)
    style, script = stylesheet(view), asset(SCRIPT)
    policy = POLICY.format(style=source(style), script=source(script))
    page = environment().get_template("report.html")
    return page.render(view=view, style=Markup(style), script=Markup(script), policy=policy)


def environment() -> Environment:
    """Templates that escape everything and say nothing that is not in the view."""
    templates = Environment(
        loader=PackageLoader("reports.html"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined,
        finalize=safe)
    templates.globals.update(say=say, count=count, in_words=in_words, points=points, cut=cut, path_of=path_of)
    return templates


def stylesheet(view: View) -> str:
    """All styles, with the line that stands at the foot of printed pages."""
    foot = say("page.foot", shop=view.shop, date=view.date).unescape()
    return f"@page{{@bottom-left{{content:{css_string(foot)}}}}}" + "".join(asset(name) for name in STYLES)


def css_string(text: str) -> str:
    """The text as a string in a style sheet: whatever is not a plain letter or digit becomes an escape."""
    return '"' + "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'


def asset(name: str) -> str:
    """A style sheet or script, without the comments and indents that only its authors need."""
    text = files(__package__).joinpath("assets", name).read_text(encoding="utf-8")
    return re.sub(r"^/\*.*\*/\n|^// .*\n|^ +", "", text, flags=re.MULTILINE)


def source(text: str) -> str:
    """The text's hash, as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
