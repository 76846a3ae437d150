"""Section 7, the findings: what exactly is wrong, where, why it matters and how to mend it; one card a check."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit
from auditor.core.finding import Evidence
from auditor.core.records import PageKind
from auditor.core.severity import SEVERITIES, Team
from reports.html.defects import Defect, gain_words, on_pages
from reports.html.pictures import Album, Picture
from reports.html.places import Place, has_targets, places_of
from reports.html.section import Section
from reports.html.words import capitalised, count, cut, in_words, listing, say, sentence

KINDS = frozenset(PageKind)  # a walk is of no kind of page
SNIPPETS = 2
MESSAGE_LENGTH = 400


class Shown(Struct, frozen=True):
    """A picture of the defect, with what its caption says."""

    picture: Picture
    alt: Markup
    caption: Markup
    selector: str


class Card(Struct, frozen=True):
    """A defect as it is shown. `mark` is its severity, or review."""

    defect: Defect
    mark: str
    principle: str
    where: Markup
    pages: Markup
    gain: Markup
    saw: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    shown: Shown | None
    places: tuple[Place, ...]
    more: int
    targets: bool


class Choice(Struct, frozen=True):
    """An entry of a filter."""

    value: str
    name: str
    number: int


class Findings(Struct, frozen=True):
    cards: tuple[Card, ...]
    severities: tuple[Choice, ...]
    principles: tuple[Choice, ...]
    teams: tuple[Choice, ...]


def findings(audit: Audit, defects: tuple[Defect, ...], album: Album) -> Section:
    judged = sum(check.outcome in ("pass", "fail", "review") for check in audit.checks)
    if not defects:
        return Section("findings", say("findings.heading_none", judged) if judged else say("findings.heading_unjudged"), count=0)
    cards = tuple(card(audit, defect, album) for defect in defects)
    places = sum(len(defect.findings) for defect in defects)
    body = Findings(
        cards,
        choices([card.mark for card in cards], {name: say(f"severity.{name}") for name in (*SEVERITIES, "review")}),
        choices([defect.check.principle for defect in defects], {one.id: one.title for one in audit.principles}),
        choices([defect.check.team for defect in defects], {team: say(f"team.{team}") for team in Team}))
    return Section("findings", heading(defects), body, say("findings.lede", places), len(cards))


def choices(present: list[str], names: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, name, present.count(value)) for value, name in names.items() if value in present)


def heading(defects: tuple[Defect, ...]) -> Markup:
    """How many findings, and how many of them are grave."""
    tallies = [(name, sum(defect.severity == name and not defect.review for defect in defects)) for name in ("blocker", "major")]
    grave = [say(f"findings.{name}", number, words=in_words(number)) for name, number in tallies if number]
    total = count("finding", len(defects))
    if grave:
        return say("findings.heading", total=total, grave=Markup(", ").join(grave))
    reviews = sum(defect.review for defect in defects)
    if reviews == len(defects):
        return say("findings.heading_review", reviews)
    return say("findings.heading_light", total=total)


def card(audit: Audit, defect: Defect, album: Album) -> Card:
    places, more = places_of(defect, audit.shop.url)
    return Card(
        defect=defect, mark="review" if defect.review else defect.severity,
        principle=next((one.title for one in audit.principles if one.id == defect.check.principle), ""),
        where=where(defect), pages=on_pages(defect), gain=gain_words(audit, defect), saw=saw(defect),
        evidence=distinct([one for finding in defect.findings for one in finding.evidence])[:SNIPPETS],
        shown=shown(defect, album), places=places, more=more, targets=has_targets(defect))


def where(defect: Defect) -> Markup:
    """The kinds of pages it was found on."""
    if defect.check.subject in ("site", "journey"):
        return say(f"finding.on.{defect.check.subject}")
    kinds = [kind for kind in PageKind if any(finding.page_kind == kind for finding in defect.findings)]
    if not 0 < len(kinds) < 4:
        return say("finding.on.many")
    return Markup(capitalised(listing([say(f"kind.many.{kind}") for kind in kinds])))


def saw(defect: Defect) -> tuple[str, ...]:
    """What was seen, in the check's words, unless the heading says it all; and on how many of the pages that were asked."""
    message = sentence(cut(defect.example, MESSAGE_LENGTH))
    measured = extent(defect)
    if measured is None:
        return (message,)
    return (measured,) if message == sentence(str(defect.heading)) else (message, measured)


def extent(defect: Defect) -> Markup | None:
    """On how many of the pages that were asked."""
    check = defect.check
    if defect.review or check.pages_asked < 2 or check.subject == "journey":
        return None
    return say("finding.extent", check.pages_asked, failed=check.pages_failed)


def distinct(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    """Each piece of markup once."""
    seen = {text: one for one in reversed(evidence) if (text := one.snippet or one.selector)}
    return tuple(reversed(seen.values()))


def shown(defect: Defect, album: Album) -> Shown | None:
    """The first picture that can be made: one that shows the very place, or else the page."""
    pictured = [(finding, one) for finding in defect.findings for one in finding.evidence if one.screenshot]
    for finding, one in sorted(pictured, key=lambda pair: pair[1].box is None)[:3]:
        picture = album.crop(one.screenshot, one.box)
        if picture:
            kind = say(f"kind.one.{finding.page_kind if finding.page_kind in KINDS else PageKind.OTHER}")
            device = say(f"device.on.{album.device(one.screenshot) or 'unknown'}")
            caption = say("finding.framed" if picture.frame else "finding.pictured", kind=capitalised(kind), device=device)
            return Shown(picture, say("finding.alt", kind=kind, heading=defect.heading), caption, one.selector)
    return None
