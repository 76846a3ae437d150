"""LNK-09: files that pages are made of and that are not there."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import LinkKind, Site
from checks.sound_links.targets import answer, carriers, checked, told

WORDS = {
    LinkKind.STYLE: "style sheet", LinkKind.FONT: "font", LinkKind.ICON: "icon", LinkKind.MANIFEST: "app manifest",
    LinkKind.MEDIA: "film or sound", LinkKind.PREVIEW: "picture for shared links",
}


@check("sound-links/broken-files", code="LNK-09", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION, measured=checked,
       headline="{count} files that pages are made of do not load")
def broken_files(site: Site) -> Iterator[Finding]:
    """Every file that pages are made of loads.

    Why it matters: Without its style sheet or its fonts a page looks broken. A film that does not start, or a link shared without
        its picture, sells nothing. Each missing file also costs the customer a wait for an answer that helps nobody.
    How to fix: Put the file back under the address given here, or take its mention out of the template. Such mentions mostly
        stand in one template, so that one correction mends all pages.
    Bad:
        targets_checked: 12
        broken_files:
          - target: https://shop.example/theme/print.css
            status: 404
            kind: style
            sources: [{url: https://shop.example/lamp, text: "", region: head, kind: style}]
    Good:
        targets_checked: 12
    Rests on: E 4.1; A 1.4 (the site's performance is part of the experience)
    References: Opquast v4 (2020) rule 147. Scripts are for LNK-05, which sees them fail in a browser: house rule.
    """
    for target in site.broken_files:
        yield fail("The {what} {target} {answer}; pages that name it: {count}", url=target.target, pages=carriers(target),
                   what=WORDS.get(target.kind, "file"), answer=answer(target), **told(target))
