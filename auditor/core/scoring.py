"""From tallies to scores, by the formula that `docs/scoring.md` tells.

A check's value is 1 less what its templates lost on average, each template counting alike, so that one template's defect counts
once. A principle is the mean of its checks weighted by severity, the shop the mean of its principles by their weights. A failed
blocker holds its principle at 40 and the shop at 60.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from auditor.core.audit import PrincipleScore, Score
from auditor.core.check import Check
from auditor.core.judge import Tally
from auditor.core.outcome import Outcome
from auditor.core.principles import PRINCIPLES
from auditor.core.severity import SEVERITY_WEIGHTS, Severity

PRINCIPLE_CAP = 40.0
SHOP_CAP = 60.0
FAILED_AT_MOST = 0.8
COUNTED = (Outcome.PASS, Outcome.FAIL)


class Marked(Struct, frozen=True):
    """A check's marks: `value` 0 to 1 or None, `weight` by severity, `blocks` when it is a failed blocker."""

    id: str
    principle: str
    outcome: Outcome
    value: float | None
    weight: float
    blocks: bool


class Scores(Struct, frozen=True):
    """The shop's score, the same without caps, and each principle's."""

    score: Score
    uncapped: float | None
    principles: tuple[PrincipleScore, ...]


def mark(check: Check, tally: Tally) -> Marked:
    """The marks of one check. One that failed anywhere keeps at most four fifths, unless its measure has a curve."""
    outcome = tally.outcome or Outcome.NOT_APPLICABLE
    value = value_of(tally) if outcome in COUNTED else None
    if value is not None and outcome is Outcome.FAIL and not tally.graded:
        value = min(value, FAILED_AT_MOST)
    weight = 0.0 if check.preview else float(SEVERITY_WEIGHTS[check.severity])
    return Marked(check.id, check.principle, outcome, value, weight, not check.preview and tally.worst is Severity.BLOCKER)


def value_of(tally: Tally) -> float | None:
    if not tally.asked:
        return None
    return 1 - sum(tally.lost[template] / number for template, number in tally.asked.items()) / len(tally.asked)


def score(marks: Sequence[Marked], weights: Mapping[str, float]) -> Scores:
    """Score the shop. `weights` are the principles' own, by id."""
    by_principle = {name: [one for one in marks if one.principle == name] for name in PRINCIPLES}
    held = held_by_principle(marks)
    total = sum(weights[name] for name, known in held.items() if known is not None) or 1
    principles = tuple(
        PrincipleScore(
            id=name, title=PRINCIPLES[name].title, weight=weights[name], score=Score(rounded(held[name]), *coverage(ones)),
            asks=PRINCIPLES[name].asks, rests_on=PRINCIPLES[name].rests_on,
            lost=None if held[name] is None else round((100 - held[name]) * weights[name] / total, 2),
            capped=held[name] != mean(ones), uncapped=rounded(mean(ones)))
        for name, ones in by_principle.items())
    value, uncapped = totals(marks, weights)
    return Scores(Score(rounded(value), *coverage(marks)), rounded(uncapped), principles)


def held_by_principle(marks: Sequence[Marked]) -> dict[str, float | None]:
    by_principle = {name: [one for one in marks if one.principle == name] for name in PRINCIPLES}
    return {name: capped(mean(ones), ones, PRINCIPLE_CAP) for name, ones in by_principle.items()}


def totals(marks: Sequence[Marked], weights: Mapping[str, float]) -> tuple[float | None, float | None]:
    """The shop's score, and what its checks add up to where no blocker holds anything down."""
    raw = {name: mean([one for one in marks if one.principle == name]) for name in PRINCIPLES}
    return capped(weighted(held_by_principle(marks), weights), marks, SHOP_CAP), weighted(raw, weights)


def mean(marks: Sequence[Marked]) -> float | None:
    known = [one for one in marks if one.value is not None and one.weight]
    if not known:
        return None
    return 100 * sum(one.value * one.weight for one in known) / sum(one.weight for one in known)


def weighted(values: Mapping[str, float | None], weights: Mapping[str, float]) -> float | None:
    known = {name: value for name, value in values.items() if value is not None and weights[name]}
    if not known:
        return None
    return sum(value * weights[name] for name, value in known.items()) / sum(weights[name] for name in known)


def capped(value: float | None, marks: Sequence[Marked], cap: float) -> float | None:
    return min(value, cap) if value is not None and any(one.blocks for one in marks) else value


def coverage(marks: Sequence[Marked]) -> tuple[int, int]:
    """How many checks could be made, of how many that made sense here."""
    asked = [one for one in marks if one.outcome is not Outcome.NOT_APPLICABLE]
    return sum(one.value is not None for one in asked), len(asked)


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def gains(marks: Sequence[Marked], weights: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """What mending each failed check alone would add to the shop's score: with the caps, and without any."""
    value, uncapped = totals(marks, weights)
    if value is None or uncapped is None:
        return {}
    return {one.id: gain_of(one, marks, weights, (value, uncapped)) for one in marks if one.outcome is Outcome.FAIL}


def gain_of(one: Marked, marks: Sequence[Marked], weights: Mapping[str, float], before: tuple) -> tuple[float, float]:
    mended = Marked(one.id, one.principle, Outcome.PASS, 1.0, one.weight, False)
    after = totals([mended if other is one else other for other in marks], weights)
    return tuple(round(then - now, 2) for then, now in zip(after, before, strict=True))
