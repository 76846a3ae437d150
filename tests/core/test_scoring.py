"""From outcomes to scores: templates, severities, caps, coverage and gains."""

from collections import defaultdict

import pytest

from auditor.core.judge import Outcome, Tally
from auditor.core.principles import PRINCIPLES
from auditor.core.registry import find_check
from auditor.core.scoring import Marked, gains, mark, score
from auditor.core.severity import Severity

WEIGHTS = {name: principle.weight for name, principle in PRINCIPLES.items()}


def tally(outcomes: dict[Outcome, int], asked: dict[str, int], lost: dict[str, float], **more) -> Tally:
    return Tally(outcomes=outcomes, asked=asked, lost=defaultdict(float, lost), **more)


def marked(principle: str, value: float | None, weight: float = 4, *, blocks: bool = False, name: str = "") -> Marked:
    outcome = Outcome.UNKNOWN if value is None else Outcome.PASS if value == 1 else Outcome.FAIL
    return Marked(name or f"{principle}/{value}", principle, outcome, value, weight, blocks)


def test_every_template_counts_alike():
    check = find_check("SEO-08")
    result = mark(check, tally({Outcome.FAIL: 98, Outcome.PASS: 2}, {"product": 98, "home": 1, "category": 1}, {"product": 98.0}))
    assert result.value == pytest.approx(2 / 3)


def test_a_defect_anywhere_costs_a_fifth_of_the_check():
    check = find_check("SEO-08")
    assert mark(check, tally({Outcome.FAIL: 1, Outcome.PASS: 999}, {"product": 1000}, {"product": 1.0})).value == 0.8


def test_a_graded_measure_keeps_its_curve():
    check = find_check("SPD-02")
    graded = tally({Outcome.FAIL: 1}, {"home": 1}, {"home": 0.15}, graded=True)
    assert mark(check, graded).value == pytest.approx(0.85)


@pytest.mark.parametrize("outcome", [Outcome.UNKNOWN, Outcome.REVIEW, Outcome.ERROR, Outcome.NOT_APPLICABLE])
def test_what_was_not_judged_has_no_value(outcome):
    assert mark(find_check("SEO-08"), tally({outcome: 1}, {}, {})).value is None


def test_fail_outweighs_and_unknown_never_passes():
    assert tally({Outcome.PASS: 5, Outcome.FAIL: 1}, {}, {}).outcome is Outcome.FAIL
    assert tally({Outcome.PASS: 5, Outcome.UNKNOWN: 1}, {}, {}).outcome is Outcome.PASS
    assert tally({Outcome.UNKNOWN: 3, Outcome.NOT_APPLICABLE: 9}, {}, {}).outcome is Outcome.UNKNOWN
    assert Tally().outcome is None


def test_principles_are_weighed_and_unmeasured_ones_left_out():
    scores = score([marked("speed", 1), marked("sound-links", 0.5), marked("privacy", None)], WEIGHTS)
    assert scores.score.value == pytest.approx((100 * 14 + 50 * 10) / 24, abs=0.05)
    assert (scores.score.counted, scores.score.asked) == (2, 3)
    by_id = {one.id: one for one in scores.principles}
    assert by_id["privacy"].score.value is None
    assert by_id["privacy"].lost is None
    assert sum(one.lost or 0 for one in scores.principles) == pytest.approx(100 - scores.score.value, abs=0.1)


def test_severities_weigh_within_a_principle():
    scores = score([marked("speed", 1, 8), marked("speed", 0, 2)], WEIGHTS)
    assert scores.score.value == 80


def test_a_failed_blocker_holds_principle_and_shop():
    marks = [marked("short-path", 0.9, 8, blocks=True, name="b"), *(marked(name, 1) for name in PRINCIPLES if name != "short-path")]
    scores = score(marks, WEIGHTS)
    by_id = {one.id: one for one in scores.principles}
    assert by_id["short-path"].score.value == 40
    assert by_id["short-path"].capped
    assert scores.score.value == 60
    assert scores.uncapped > 60
    capped, raw = gains(marks, WEIGHTS)["b"]
    assert capped == 40
    assert raw == pytest.approx(100 - scores.uncapped, abs=0.1)


def test_nothing_measured_is_no_score():
    scores = score([marked("speed", None)], WEIGHTS)
    assert scores.score.value is None
    assert gains([marked("speed", None)], WEIGHTS) == {}


def test_gains_add_up_to_what_is_missing():
    marks = [marked("speed", 0.5, name="one"), marked("privacy", 0.25, name="two"), marked("service", 1)]
    value = score(marks, WEIGHTS).score.value
    assert value + sum(raw for _, raw in gains(marks, WEIGHTS).values()) == pytest.approx(100, abs=0.1)


def test_worst_severity_is_what_blocks():
    check = find_check("LNK-01")
    result = mark(check, tally({Outcome.FAIL: 1}, {"shop": 1}, {"shop": 0.3}, worst=Severity.MAJOR))
    assert not result.blocks
