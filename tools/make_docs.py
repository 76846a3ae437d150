"""Writes the parts of `docs/` that the code itself knows: a page per check, their index, and the schema of `audit.json`.

    .venv/bin/python tools/make_docs.py

`documents()` gives what should be there, so that a test can compare it with what is.
"""

import json
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

from auditor.core.audit import json_schema
from auditor.core.check import Check
from auditor.core.principles import PAPERS, PRINCIPLES, Principle
from auditor.core.registry import all_checks

DOCS = Path(__file__).parents[1] / "docs"
CHECKS = Path("checks")
INDEX = CHECKS / "README.md"
SCHEMA = Path("audit.schema.json")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MADE = "<!-- Made by tools/make_docs.py; what it tells is written in the check. -->"
MARKED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": r"\*", "_": r"\_", "`": r"\`", "|": r"\|"})


def main() -> None:
    """Write every document, and take away the pages of checks that are no more."""
    wanted = documents()
    for old in (DOCS / CHECKS).rglob("*.md"):
        if old.relative_to(DOCS) not in wanted:
            old.unlink()
    for path, text in wanted.items():
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_text(text, encoding="utf-8")
    print(f"{len(wanted)} documents are in {DOCS.name}/")


def documents() -> dict[Path, str]:
    """Each document's text by its path below `docs/`."""
    pages = {page_of(check): "\n".join(page(check)) for check in all_checks()}
    return {INDEX: "\n".join(index()), **pages, SCHEMA: json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"}


def page_of(check: Check) -> Path:
    return CHECKS / f"{check.id}.md"


# ---- a check


def page(check: Check) -> Iterator[str]:
    """The lines of one check's page."""
    yield from (f"# {prose(check.doc.title.rstrip('.'))}", "", MADE, "", f"`{check.code}` · `{check.id}`", "")
    yield from table(("", ""), facts(check))
    yield from ("", "## Why it matters", "", prose(check.doc.why), "", "## How to fix", "", prose(check.doc.how), "")
    yield from asked_where(check)
    if check.options:
        yield from ("## Options", "", *options(check), "")
    language = "html" if check.subject == "page" else "yaml"
    yield from ("## Examples", "", "Both are run as tests. This fails:", "", *fenced(language, check.doc.bad), "")
    yield from ("This passes:", "", *fenced(language, check.doc.good), "")
    yield from ("## Sources", "", f"Rests on {prose(check.doc.rests_on)} ([the papers](../README.md#the-papers)).", "")
    yield from (prose(check.doc.references), "")


def facts(check: Check) -> Iterator[tuple[str, str]]:
    principle = PRINCIPLES[check.principle]
    yield "Principle", f"[{principle.title}](../README.md#{check.principle})"
    yield "Severity", f"{check.severity}{' (preview: no weight yet)' if check.preview else ''}"
    yield "Looks at", " and ".join(NEEDS[need] for need in check.needs)
    if check.on:
        yield "Kinds of page", ", ".join(sorted(check.on))
    yield "Stage, team, factor", f"{check.stage}, {check.team}, {check.factor}"


NEEDS = {
    "page": "each page as the crawl fetched it", "browser": "each page as measured in Chromium",
    "journey": "the walk towards the checkout", "site": "the shop as a whole",
}


def asked_where(check: Check) -> Iterator[str]:
    """What makes the check not applicable or unknown, in the words that a report gives as its reason."""
    predicates = (("Not applicable", check.applies), ("Unknown", check.measured))
    rows = [(outcome, prose(cleandoc(asks.__doc__).splitlines()[0])) for outcome, asks in predicates if asks and asks.__doc__]
    if rows:
        yield from ("## When it is not judged", "", *table(("Outcome", "Reason"), rows), "")


def options(check: Check) -> Iterator[str]:
    """The options as `auditor.toml` sets them, with their defaults."""
    lines = [f"{name} = {toml(value)}" for name, value in check.options.items()]
    yield from ("These are the defaults; `auditor.toml` changes them.", "")
    yield from fenced("toml", "\n".join([f"[checks.{check.code}]", *lines]))


# ---- the index


def index() -> Iterator[str]:
    """The lines of the index: every check by its principle, then the papers."""
    checks = all_checks()
    yield from ("# The checks", "", MADE, "")
    yield f"{len(checks)} checks, by the principle that each serves. `auditor explain CODE` tells the same on the command line."
    for principle in PRINCIPLES.values():
        yield from ("", *of_principle(principle, [check for check in checks if check.principle == principle.id]))
    yield from ("", "## The papers", "", "The principles come from five papers on customer experience in e-commerce.", "")
    yield from (*table(("Key", "Paper, its title translated"), PAPERS.items()), "")


def of_principle(principle: Principle, checks: list[Check]) -> Iterator[str]:
    yield from (f'<a id="{principle.id}"></a>', "", f"## {principle.title}", "", prose(principle.asks), "")
    yield f"`{principle.id}`, weight {principle.weight}. Rests on {prose(principle.rests_on)}."
    rows = [(f"[{check.code}]({check.id}.md)", prose(check.doc.title), check.severity, ", ".join(check.needs), check.team)
            for check in checks]
    yield from ("", *(table(("Code", "What is good", "Severity", "Needs", "Team"), rows) if rows else ["No check yet."]))


# ---- the schema


def schema() -> dict[str, Any]:
    """The schema of `audit.json`, with the docstrings' indentation taken out of its descriptions."""
    return {"$schema": DIALECT, **tidied(json_schema())}


def tidied(part: Any) -> Any:
    if isinstance(part, list):
        return [tidied(one) for one in part]
    if isinstance(part, dict):
        return {name: " ".join(value.split()) if name == "description" and isinstance(value, str) else tidied(value)
                for name, value in part.items()}
    return part


# ---- Markdown


def prose(text: str) -> str:
    """Plain text that Markdown shows as it is."""
    return text.translate(MARKED)


def table(head: tuple[str, ...], rows: Any) -> Iterator[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def fenced(language: str, text: str) -> Iterator[str]:
    yield from (f"```{language}", text, "```")


def toml(value: Any) -> str:
    """A value as TOML writes it; for numbers, words and truth values JSON writes the same."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


if __name__ == "__main__":
    main()
