"""The check that CONTRIBUTING shows is a check that works."""

import msgspec
import yaml

from auditor.core.check import Check
from auditor.core.judge import Outcome
from tests.checks.making import Case, judgement
from tests.docs.markdown import PROJECT, fences

PAGE = PROJECT / "CONTRIBUTING.md"


def shown() -> Check:
    room: dict = {}
    exec(next(fences(PAGE, "python")), room)
    return room["no_words"].check


def test_the_examples_of_the_shown_check_hold():
    check = shown()
    assert judgement(check, check.doc.bad).outcome is Outcome.FAIL
    assert judgement(check, check.doc.good).outcome is Outcome.PASS


def test_the_shown_case_holds():
    check = shown()
    [case] = msgspec.convert(yaml.safe_load(next(fences(PAGE, "yaml"))), list[Case])
    judged = judgement(check, case.given)
    assert judged.outcome == case.expect
    assert [text in finding.text for text, finding in zip(case.findings, judged.findings, strict=True)] == [True]
