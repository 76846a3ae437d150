"""The example in `docs/scoring.md`, computed anew by the code that scores."""

import pytest

from auditor.core import scoring
from auditor.core.judge import Outcome, Tally
from auditor.core.registry import find_check
from auditor.core.severity import SEVERITY_WEIGHTS
from tests.docs.markdown import PROJECT, table

PAGE = PROJECT / "docs" / "scoring.md"
GIVEN = ("Check", "Severity", "Template", "Judged", "Lost", "Fails", "Grades")
WEIGHTS = {row["Principle"]: float(row["Weight"]) for row in table(PAGE, "Principle", "Weight", "Before the cap", "Score")}
FAR = dict.fromkeys(scoring.PRINCIPLES, 0.0)


def tallies() -> dict[str, Tally]:
    """The tallies that the example gives, by code."""
    found: dict[str, Tally] = {}
    for row in table(PAGE, *GIVEN):
        tally = found.setdefault(row["Check"], Tally())
        tally.asked[row["Template"]] = int(row["Judged"])
        tally.lost[row["Template"]] = float(row["Lost"])
        tally.graded = row["Grades"] == "yes"
        failed = row["Fails"] == "yes"
        tally.outcomes[Outcome.FAIL if failed else Outcome.PASS] += 1
        tally.worst = find_check(row["Check"]).severity if failed else tally.worst
    return found


@pytest.fixture(scope="module")
def marks() -> list[scoring.Marked]:
    return [scoring.mark(find_check(code), tally) for code, tally in tallies().items()]


@pytest.fixture(scope="module")
def scores(marks) -> scoring.Scores:
    return scoring.score(marks, FAR | WEIGHTS)


def test_the_example_uses_the_checks_as_they_are():
    assert {row["Severity"] == find_check(row["Check"]).severity for row in table(PAGE, *GIVEN)} == {True}
    assert {name: scoring.PRINCIPLES[name].weight for name in WEIGHTS} == WEIGHTS


def test_values_of_checks(marks):
    told = {row["Check"]: float(row["Value"]) for row in table(PAGE, "Check", "Value")}
    assert {find_check(one.id).code: round(one.value, 4) for one in marks} == told


def test_scores_of_principles(marks, scores):
    known = {one.id: one.score.value for one in scores.principles if one.score.value is not None}
    for row in table(PAGE, "Principle", "Weight", "Before the cap", "Score"):
        uncapped = scoring.mean([one for one in marks if one.principle == row["Principle"]])
        assert round(uncapped, 1) == float(row["Before the cap"])
        assert known.pop(row["Principle"]) == float(row["Score"])
    assert not known


def test_score_of_the_shop(scores):
    told = {row["The shop"]: float(row["Points"]) for row in table(PAGE, "The shop", "Points")}
    assert told == {"uncapped": scores.uncapped, "score": scores.score.value}


def test_gains(marks):
    gained = {find_check(name).code: gains for name, gains in scoring.gains(marks, FAR | WEIGHTS).items()}
    told = {row["Check"]: (float(row["Gain"]), float(row["Raw gain"])) for row in table(PAGE, "Check", "Gain", "Raw gain")}
    assert gained == told


def test_weights_and_limits_are_the_codes():
    told = {row["Severity"]: int(row["Weight"]) for row in table(PAGE, "Severity", "Weight")}
    assert told == SEVERITY_WEIGHTS
    text = PAGE.read_text()
    assert f"keeps {scoring.FAILED_AT_MOST:g} at most" in text
    assert f"holds its principle at {scoring.PRINCIPLE_CAP:g}" in text
    assert f"holds the shop at {scoring.SHOP_CAP:g}" in text
