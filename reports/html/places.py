"""Where a defect was seen: the first pages that carry it, or the addresses that it concerns."""

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import AuditFinding
from reports.html.defects import Defect, has_targets
from reports.html.words import clean, count, cut, path_of, say, without_host

PLACES = 5
NOTE_LENGTH = 100
SOURCE_LENGTH = 60


class Place(Struct, frozen=True):
    """One address, by its path when it is the shop's own.

    `note` says what was seen there where that differs from place to place, or which link leads there. `answer` is what the server
    said, `pages` how many pages link there; both of link targets alone.
    """

    shown: str
    note: str = ""
    answer: str = ""
    pages: Markup | None = None


def places_of(defect: Defect, shop: str) -> tuple[tuple[Place, ...], int]:
    """The first places, and how many more there are."""
    told = [target_place(one, shop) for one in defect.findings] if has_targets(defect) else page_places(defect, shop)
    known = len(told) if has_targets(defect) else max(len(told), defect.pages)
    return tuple(told[:PLACES]), max(0, known - PLACES)


def page_places(defect: Defect, shop: str) -> list[Place]:
    """The pages of each finding, in the findings' order."""
    differ = len({finding.message for finding in defect.findings}) > 1
    notes: dict[str, str] = {}
    for finding in defect.findings:
        for url in finding.page_urls or (finding.url,):
            notes.setdefault(url, without_host(finding.message, shop) if differ else "")
    return [Place(path_of(url, shop), cut(clean(note), NOTE_LENGTH)) for url, note in notes.items() if url]


def target_place(finding: AuditFinding, shop: str) -> Place:
    """An address that links lead to, with one of those links, the server's answer and the number of pages that link there."""
    target, status = str(finding.data.get("target", finding.url)), finding.data.get("status")
    answer = str(status or say("finding.no_answer"))
    return Place(path_of(target, shop), source_of(finding, shop), answer, count("page", finding.pages))


def source_of(finding: AuditFinding, shop: str) -> str:
    """The first of the links that lead to the target: its words, and the page it stands on."""
    for source in finding.data.get("sources", ()):
        return say("finding.source", text=cut(source.get("text", ""), SOURCE_LENGTH), page=path_of(source.get("url", ""), shop))
    return ""
