"""Section 3, the principles: where the points are lost."""

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit, PrincipleScore
from reports.html.bands import Rated, rated, whole
from reports.html.defects import Defect
from reports.html.section import Section
from reports.html.words import capitalised, in_words, listing, say

SHARES = (("most", 0.9), ("three_quarters", 0.75), ("two_thirds", 2 / 3), ("half", 0.5), ("third", 1 / 3), ("quarter", 0.25))


class Row(Struct, frozen=True):
    """One principle. `lost` are points of the shop's score, None where nothing could be measured; `findings` its defects."""

    principle: PrincipleScore
    score: Rated
    lost: float | None
    held: Markup | None
    weight: Markup
    findings: int


def principles(audit: Audit, defects: tuple[Defect, ...]) -> Section:
    ordered = sorted(audit.principles, key=lambda one: (one.lost is None, -(one.lost or 0)))
    weights = sum(one.weight for one in audit.principles if one.score.value is not None)
    rows = tuple(row(one, weights, defects) for one in ordered)
    return Section("principles", heading(ordered), rows, say("principles.lede"), len(rows))


def row(one: PrincipleScore, weights: float, defects: tuple[Defect, ...]) -> Row:
    score = rated(one.score)
    key = "principles.weight_alone" if score.value is None else "principles.weight"
    weight = say(key, weight=one.weight, weights=weights)
    found = sum(defect.check.principle == one.id for defect in defects)
    return Row(one, score, None if one.lost is None else max(0.0, one.lost), held(one), weight, found)


def held(one: PrincipleScore) -> Markup | None:
    """That an open blocker holds the principle's score down."""
    if not one.capped or one.score.value is None:
        return None
    key = "principles.held" if one.uncapped is None else "principles.held_from"
    return say(key, value=whole(one.score.value), total=whole(one.uncapped or 0))


def heading(ordered: list[PrincipleScore]) -> Markup:
    """Which principles cost most, and how much of all points lost."""
    losing = [one for one in ordered if (one.lost or 0) >= 0.05]
    lost = sum(one.lost or 0 for one in losing)
    if all(one.score.value is None for one in ordered):
        return say("principles.heading_unknown")
    if not losing:
        return say("principles.heading_none")
    dearest = losing[:2]
    share = sum(one.lost or 0 for one in dearest) / lost
    names = listing([say(f"principle.noun.{one.id}") for one in dearest])
    if len(losing) == 1:
        return say("principles.heading_one", name=names)
    part = next((say(f"share.{name}") for name, least in SHARES if share >= least), None)
    if part is None:
        return say("principles.heading_spread", words=capitalised(in_words(len(losing))), names=names)
    return say("principles.heading", names=names, share=part)
