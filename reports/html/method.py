"""Section 10, the method: how the score is made, and how far to trust it."""

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit, Unread
from auditor.core.principles import PAPERS
from auditor.core.records import Comparison, PageKind, Rendering, RenderMode
from auditor.core.severity import SEVERITY_WEIGHTS, Severity
from reports.html.devices import device_kind
from reports.html.section import Section
from reports.html.words import clean, clock, count, day, listing, say, sentence


class Fact(Struct, frozen=True):
    name: Markup
    value: Markup


class Method(Struct, frozen=True):
    """`formula` are paragraphs; `facts` name and value; `papers` key and title."""

    formula: tuple[Markup, ...]
    facts: tuple[Fact, ...]
    papers: tuple[tuple[str, str], ...]


def method(audit: Audit) -> Section:
    return Section("method", say("method.heading"), Method(formula(audit), facts(audit), tuple(PAPERS.items())))


def formula(audit: Audit) -> tuple[Markup, ...]:
    weights = {name: SEVERITY_WEIGHTS[name] for name in Severity}
    paragraphs = [say("method.checks", **weights), say("method.mean"), say("method.points"), say("method.unmeasured"),
                  rendering(audit.rendering)]
    return tuple(paragraphs + ([say("method.laboratory")] if audit.browser else []))


def rendering(done: Rendering) -> Markup:
    """Which pages were read as a browser shows them, and why."""
    needed = [one for one in done.templates if one.needed]
    failed = Markup(" ") + say("method.rendering.failed", done.failed) if done.failed else Markup("")
    if done.because:
        return say("method.rendering.none", because=sentence(done.because))
    if done.mode is RenderMode.ALWAYS:
        return say("method.rendering.always", done.pages) + failed
    if needed:
        compared = Markup("; ").join(map(compared_words, needed))
        templates = listing([template_name(one.template) for one in needed])
        return say("method.rendering.needed", done.pages, templates=templates, compared=compared) + failed
    compared = sum(one.pages for one in done.templates)
    return say("method.rendering.alike", compared) if compared else say("method.rendering.never")


def compared_words(one: Comparison) -> Markup:
    return say("method.rendering.compared", template=template_name(one.template), links_sent=one.links_sent,
               words_sent=one.words_sent, links_shown=one.links_shown, words_shown=one.words_shown)


def template_name(template: str) -> Markup:
    """All pages of one template, within a sentence."""
    kind, _, folder = template.partition(":")
    if kind != PageKind.OTHER:
        return say(f"kind.many.{kind}")
    return say("method.rendering.folder", folder=folder) if folder else say("method.rendering.shell")


def facts(audit: Audit) -> tuple[Fact, ...]:
    known = {
        "shop": clean(audit.shop.url),
        "platform": clean(audit.shop.platform or ""),
        "crawled": crawled(audit),
        "links": say("method.links", audit.links.checked, broken=audit.links.broken) if audit.links.checked else "",
        "limits": listing([say("method.limit", name=limit.name, value=limit.value) for limit in audit.limits]),
        "unread": Markup("; ").join(map(unread, audit.unread)),
        "delay": say("method.delay", asked=audit.crawl_delay.asked_s, kept=audit.crawl_delay.kept_s)
                 if audit.crawl_delay.asked_s else "",
        "browser": browser(audit),
        "checks": say("method.check_count", len(audit.checks)),
        "tool": f"{audit.tool.name} {audit.tool.version}",
    }
    return tuple(Fact(say(f"method.fact.{name}"), value) for name, value in known.items() if value)


def crawled(audit: Audit) -> Markup:
    """Pages seen, when and for how long. Times are in UTC."""
    failed = Markup(", ") + say("method.failed", audit.pages.failed) if audit.pages.failed else Markup("")
    return say("method.crawled", pages=count("page", audit.pages.fetched) + failed, day=day(audit.started_at),
               start=clock(audit.started_at), end=clock(audit.finished_at or audit.started_at))


def unread(one: Unread) -> Markup:
    """How many addresses could not be read for one reason, with the first of them."""
    return say("method.unread", number=one.count, reason=clean(one.reason), url=clean(one.urls[0]))


def browser(audit: Audit) -> Markup:
    """Which Chromium measured, on which screens and how often."""
    if not audit.browser:
        return Markup("")
    profiles = {device_kind(one.device): one.profile for one in audit.browser}
    screens = [say("method.screen", device=say(f"device.name.{device}").lower(), width=profile.width, height=profile.height)
               for device, profile in sorted(profiles.items(), reverse=True)]
    pages = count("page", len({one.url for one in audit.browser}))
    runs = max(one.runs for one in audit.browser)
    proxied = Markup("; ") + say("method.proxied") if any(one.proxied for one in audit.browser) else Markup("")
    return say("method.browser", runs, version=audit.browser[0].chromium, screens=listing(screens), pages=pages) + proxied
