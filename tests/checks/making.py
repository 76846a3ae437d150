"""Makes records out of the short forms that examples and cases use."""

from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from auditor.core.check import Check
from auditor.core.judge import Judgement, Outcome, applicable, judge
from auditor.core.records import Browser, Journey, Page, PageKind, Profile, Site
from auditor.facts.links import links_of
from auditor.facts.tree import parse

CASES = Path(__file__).parent / "cases"
SHOP = "https://shop.example/"
TYPES = {"browser": Browser, "journey": Journey, "site": Site}
DESK = msgspec.to_builtins(Profile("desktop", 1350, 940, 1, 40, 10240, 10240, 1))
LEAST: dict[str, dict[str, Any]] = {
    "browser": {
        "url": SHOP, "page_kind": "home", "device": "mobile", "runs": 3, "profile": DESK, "chromium": "150", "cpu_index": 1000},
    "journey": {"device": "mobile", "reached": "checkout"},
    "site": {"url": SHOP},
}
LEAST_OF = {
    "pages": {"status": 200, "kind": "other"},
    "probes": {"shape": "root", "status": 404},
    "departments": {"depth": 1},
}


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """One case: `given` is HTML text or the fields of a record, `findings` a part of each message expected, in order."""

    name: str
    given: Any
    expect: str
    findings: list[str] = []
    options: dict[str, Any] = {}
    grade: float | None = None


def record(check: Check, given: Any) -> Page | Browser | Journey | Site:
    """The record a check judges: HTML for a page check (with `url`, `kind`, `headers` … in a mapping), else YAML fields."""
    if check.subject == "page":
        return page(check, given if isinstance(given, dict) else {"html": given})
    fields = {name: value for name, value in read(given).items() if name != "site"}
    return msgspec.convert(filled(check.subject, fields), TYPES[check.subject])


def read(given: Any) -> dict[str, Any]:
    return (yaml.safe_load(given) if isinstance(given, str) else given) or {}


def site_beside(check: Check, given: Any) -> Site | None:
    """The shop as a whole, for a check that needs it beside its subject: what `site` says in the same example or case."""
    if "site" not in check.needs[1:]:
        return None
    return msgspec.convert({**LEAST["site"], **read(given).get("site", {})}, Site)


def page(check: Check, fields: dict[str, Any]) -> Page:
    first = next((kind for kind in PageKind if kind in check.on), PageKind.OTHER)
    whole = {"url": SHOP, "status": 200, "kind": first, **fields}
    whole.setdefault("final_url", whole["url"])
    whole.setdefault("links", msgspec.to_builtins(links_of(parse(whole["html"]), whole["final_url"])))
    return msgspec.convert(whole, Page)


def filled(subject: str, fields: dict[str, Any]) -> dict[str, Any]:
    whole = {**LEAST[subject], **fields}
    for name, least in LEAST_OF.items():
        if name in whole:
            whole[name] = [{**least, **one} for one in whole[name]]
    for one in whole.get("pages", []):
        one.setdefault("final_url", one["url"])
        one.setdefault("template", one["kind"])
    for one in whole.get("probes", []):
        one.setdefault("final_url", one["url"])
    return whole


def judgement(check: Check, given: Any, options: dict[str, Any] | None = None) -> Judgement:
    """The check's judgement of an example or a case as the engine would make it, kinds of page included."""
    made = record(check, given)
    if check not in applicable([check], made):
        return Judgement(Outcome.NOT_APPLICABLE)
    return judge(check, made, site_beside(check, given), options)
