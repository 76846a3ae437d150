"""LNK-04: pictures that are not there."""

from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Site
from checks.sound_links.targets import answer, carriers, checked, told


@check("sound-links/broken-images", code="LNK-04", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.CONTENT,
       factor=Factor.CONTENT, measured=checked,
       headline="{count} pictures do not load")
def broken_images(site: Site) -> Iterator[Finding]:
    """Every picture loads.

    Why it matters: Online the picture stands in for the goods. Where it is missing, the customer cannot see what is sold, and
        the shop looks abandoned.
    How to fix: Put the file back under the address given here, or correct the address in the page. If a whole folder is missing
        after a move or an import, copy it over or regenerate the thumbnails in the shop's media settings.
    Bad:
        targets_checked: 12
        broken_images:
          - target: https://shop.example/media/lamp.jpg
            status: 404
            kind: image
            sources: [{url: https://shop.example/lamp, text: Lamp, region: main, kind: image}]
    Good:
        targets_checked: 12
    Rests on: E 4.1; A 1.1 (the customer sees only pictures and words)
    References: Opquast v4 (2020) rule 147; HTML Living Standard (2026) section 4.8.4 (img, "broken" state)
    """
    for target in site.broken_images:
        yield fail("The picture {target} {answer}; pages that show it: {count}", url=target.target,
                   pages=carriers(target), answer=answer(target), **told(target))
