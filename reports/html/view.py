"""The whole report as its templates need it: made of an Audit alone."""

from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit
from reports.html.bands import whole
from reports.html.coverage import good, unmeasured
from reports.html.defects import defects_of
from reports.html.devices import device_kind
from reports.html.finding import finding
from reports.html.findings import findings
from reports.html.method import method
from reports.html.pictures import Album
from reports.html.principles import principles
from reports.html.section import Section
from reports.html.speed import speed
from reports.html.teams import teams
from reports.html.verdict import verdict
from reports.html.walk import walk
from reports.html.words import LANGUAGE, capitalised, clean, count, day, say, sentence


class View(Struct, frozen=True):
    """What stands around the sections, and the sections. `quoted` is the language of texts quoted from the shop, where known."""

    title: Markup
    shop: str
    url: str
    date: Markup
    incomplete: Markup | None
    quoted: str | None
    language: str
    tool: str
    sections: tuple[Section, ...]


def view_of(audit: Audit, folder: Path) -> View:
    """`folder` is where the audit's screenshots lie; those that are missing are left out."""
    defects = defects_of(audit)
    album = Album(folder, screens(audit))
    shop = shop_name(audit)
    sections = (
        verdict(audit, defects), walk(audit, defects, album), principles(audit, defects), speed(audit), finding(audit),
        teams(defects), findings(audit, defects, album), good(audit), unmeasured(audit, defects), method(audit))
    return View(
        title(audit, shop), shop, clean(audit.shop.url), day(audit.finished_at or audit.started_at), incomplete(audit),
        quoted_language(audit), LANGUAGE, f"{audit.tool.name} {audit.tool.version}", sections)


def screens(audit: Audit) -> dict[str, tuple[str, int]]:
    """For each screenshot, the kind of device it was taken on and its width in CSS pixels."""
    widths = {device_kind(one.device): one.profile.width for one in audit.browser}
    taken = [(one.screenshot, one.device) for one in audit.browser]
    taken += [(step.screenshot, journey.device) for journey in audit.journeys for step in journey.steps]
    return {name: (device_kind(device), widths.get(device_kind(device), 0)) for name, device in taken if name}


def shop_name(audit: Audit) -> str:
    return clean(audit.shop.name or urlsplit(audit.shop.url).netloc or audit.shop.url)


def title(audit: Audit, shop: str) -> Markup:
    if audit.score.value is None:
        return say("page.title", shop=shop)
    return say("page.title_scored", shop=shop, value=whole(audit.score.value))


def incomplete(audit: Audit) -> Markup | None:
    if audit.complete:
        return None
    because = sentence(capitalised(clean(audit.incomplete_because or say("page.no_reason"))))
    return say("page.incomplete", because=because, pages=count("page", audit.pages.fetched))


def quoted_language(audit: Audit) -> str | None:
    """The shop's language, where it has one that differs from the report's."""
    languages = audit.shop.languages
    return languages[0] if len(languages) == 1 and not languages[0].lower().startswith(LANGUAGE) else None
