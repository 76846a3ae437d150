"""Every check keeps its promises: its examples run, its cases hold, its documentation is whole."""

from pathlib import Path

import msgspec
import pytest
import yaml

from auditor.core.judge import Outcome
from auditor.core.principles import PRINCIPLES
from auditor.core.registry import all_checks
from tests.checks.making import CASES, Case, judgement

CHECKS = all_checks()
IDS = [check.code for check in CHECKS]


def cases() -> list:
    return [
        pytest.param(check, case, id=f"{check.code}: {case.name}")
        for check in CHECKS if (CASES / f"{check.code}.yml").exists() for case in cases_of(check)]


def cases_of(check) -> list[Case]:
    return msgspec.convert(yaml.safe_load((CASES / f"{check.code}.yml").read_text()), list[Case])


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_the_bad_example_fails(check):
    assert judgement(check, check.doc.bad).outcome in (Outcome.FAIL, Outcome.REVIEW)


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_the_good_example_passes(check):
    judged = judgement(check, check.doc.good)
    assert judged.outcome is Outcome.PASS, (judged.reason, [finding.text for finding in judged.findings])


@pytest.mark.parametrize(("check", "case"), cases())
def test_case(check, case):
    judged = judgement(check, case.given, case.options)
    assert judged.outcome == case.expect, (judged.reason, [finding.text for finding in judged.findings])
    texts = [finding.text for finding in judged.findings]
    assert len(texts) == len(case.findings), texts
    for text, expected in zip(texts, case.findings, strict=True):
        assert expected in text
    if case.grade is not None:
        assert judged.value == pytest.approx(case.grade, abs=0.01)


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_cases_show_a_fail_and_a_pass(check):
    outcomes = {case.expect for case in cases_of(check)}
    assert outcomes & {"fail", "review"}
    assert "pass" in outcomes


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_a_check_is_one_file_named_by_its_id(check):
    path = Path(check.function.__code__.co_filename)
    assert f"{path.parent.name}/{path.stem}".replace("_", "-") == check.id
    assert len(path.read_text().splitlines()) <= 110


@pytest.mark.parametrize("check", CHECKS, ids=IDS)
def test_documentation_is_whole(check):
    assert all((check.doc.title, check.doc.why, check.doc.how, check.doc.rests_on, check.doc.references))
    assert check.principle in PRINCIPLES
    assert check.doc.title.endswith(".")
