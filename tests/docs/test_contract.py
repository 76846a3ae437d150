"""`audit.json` is a contract: its schema holds for a real audit, and its names are those that were promised."""

import json

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from auditor.cli.main import auditor
from auditor.core.audit import to_json
from auditor.core.judge import Outcome
from auditor.core.records.journey import Reach
from tests.docs.markdown import PROJECT
from tests.golden import audits
from tests.running import audited
from tests.serving import page, serving

pytestmark = pytest.mark.xdist_group("contract")

SCHEMA = json.loads((PROJECT / "docs" / "audit.schema.json").read_text())
OUTCOMES = {"pass", "fail", "review", "not_applicable", "unknown", "error"}
REACHED = ["home", "category", "product", "cart", "checkout"]
WHOLE = """schema tool shop started_at finished_at complete incomplete_because score principles checks findings pages links browser
    journeys"""
NAMES = {
    "shop": "url platform languages market",
    "score": "value counted asked",
    "principles": "id title weight score",
    "checks": "id code principle severity outcome reason pages_asked pages_failed",
    "findings": """fingerprint check code principle severity outcome url page_kind message data evidence pages stage team factor
        gain""",
    "pages": "fetched failed by_kind click_depth",
    "pages.click_depth": "median p90 max",
    "links": "checked broken",
    "browser": "url page_kind device runs ttfb_ms fcp_ms lcp_ms cls tbt_ms bytes requests score",
    "journeys": "device reached clicks_to_checkout fields_visible guest_checkout stopped_because steps",
    "journeys.steps": "action url took_ms screenshot",
}
BROKEN_LINK = {"target", "status", "sources"}
SHOP = {
    "/": page('<nav><a href="/shop/">Shop</a></nav><a href="/gone#top">Gone</a>', "Home"),
    "/shop/": page('<h1>Shop</h1><p>£3.00</p><img src="/lost.png">', "Shop"),
}


@pytest.fixture(scope="module")
def audit(tmp_path_factory):
    with serving(SHOP) as served:
        return audited(served.url, tmp_path_factory.mktemp("contract") / "audit")


def problems(document) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)]


def part(document, place: str) -> list[dict]:
    """The objects at a place, where lists are walked through."""
    found = [document]
    for name in place.split("."):
        found = [one for outer in found for one in (outer[name] if isinstance(outer[name], list) else [outer[name]])]
    return found


def golden(name: str):
    return json.loads(to_json(getattr(audits, name)()))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_a_real_audit_keeps_to_the_schema(audit):
    assert problems(audit) == []


@pytest.mark.parametrize("name", ["rich", "bare", "perfect", "no_shop"])
def test_golden_audits_keep_to_the_schema(name):
    assert problems(golden(name)) == []


@pytest.mark.parametrize("name", WHOLE.split())
def test_the_schema_would_notice_a_missing_name(audit, name):
    assert problems({key: value for key, value in audit.items() if key != name})


def test_the_schema_would_notice_a_wrong_value(audit):
    assert problems({**audit, "score": {**audit["score"], "value": "85"}})
    assert problems({**audit, "journeys": [{"device": "mobile", "reached": "the moon"}]})


def test_a_real_audit_has_every_name(audit):
    assert set(WHOLE.split()) <= set(audit)
    for place in ("shop", "score", "principles", "checks", "findings", "pages", "pages.click_depth", "links"):
        assert all(set(NAMES[place].split()) <= set(one) for one in part(audit, place)), place
        assert part(audit, place)


@pytest.mark.parametrize("place", NAMES)
def test_a_rich_audit_has_every_name(place):
    found = part(golden("rich"), place)
    assert found
    assert all(set(NAMES[place].split()) <= set(one) for one in found)


def test_outcomes_and_stations_are_those_promised(audit):
    assert set(Outcome) == OUTCOMES
    assert {one["outcome"] for one in audit["checks"]} <= OUTCOMES
    assert [str(reach) for reach in Reach] == REACHED
    assert sorted(SCHEMA["$defs"]["Reach"]["enum"]) == sorted(REACHED)


def test_a_broken_link_names_target_status_and_sources(audit):
    found = {one["data"]["target"]: one["data"] for one in audit["findings"] if one["code"] in ("LNK-01", "LNK-04")}
    assert all(set(data) >= BROKEN_LINK for data in found.values())
    home = audit["shop"]["url"]
    gone = found[f"{home}gone#top"]
    assert gone["status"] == 404
    assert [(one["url"], one["text"]) for one in gone["sources"]] == [(home, "Gone")]
    assert f"{home}lost.png" in found


def test_fingerprints_tell_findings_apart(audit):
    prints = [one["fingerprint"] for one in audit["findings"]]
    assert len(set(prints)) == len(prints)


def test_checks_are_listed_by_the_promised_names():
    listed = json.loads(CliRunner().invoke(auditor, ["checks", "--json"]).stdout)
    assert {frozenset(one) for one in listed} == {frozenset(("id", "code", "principle", "severity", "needs"))}
