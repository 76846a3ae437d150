"""The check decorator: one documented generator that yields what is wrong with a page, a browser's view, a walk or the shop."""

import inspect
import re
from collections.abc import Callable, Iterable
from typing import Any, get_type_hints

from msgspec import Struct

from auditor.core.finding import Finding, Grade
from auditor.core.principles import PRINCIPLES
from auditor.core.records import Browser, Journey, Page, PageKind, Site
from auditor.core.severity import Factor, Severity, Stage, Team

__all__ = ["SECTIONS", "SUBJECTS", "Check", "Doc", "Factor", "Severity", "Stage", "Team", "check", "parse_doc"]

SUBJECTS = {Page: "page", Browser: "browser", Journey: "journey", Site: "site"}
SECTIONS = ("Why it matters", "How to fix", "Bad", "Good", "Rests on", "References")

Predicate = Callable[..., bool]


class Doc(Struct, frozen=True):
    """A check's docstring, taken apart. `title` is the good state; `bad` and `good` are examples that are run as tests."""

    title: str
    why: str = ""
    how: str = ""
    bad: str = ""
    good: str = ""
    rests_on: str = ""
    references: str = ""


class Check(Struct, frozen=True):
    """A check as the registry holds it.

    `needs` are the records its function takes, the subject first. `on` limits it to kinds of page (empty: every kind). `applies`
    says of the same records whether the question makes sense there, `measured` whether what it needs was seen; the first line of
    such a predicate's docstring is the reason that is reported. A `preview` check has no weight yet. `headline` says many
    findings in one sentence, with {count} for how many findings and {pages} for how many pages.
    """

    id: str
    code: str
    severity: Severity
    stage: Stage
    team: Team
    factor: Factor
    doc: Doc
    needs: tuple[str, ...]
    on: frozenset[PageKind]
    applies: Predicate | None
    measured: Predicate | None
    options: dict[str, Any]
    function: Callable[..., Iterable[Finding | Grade]]
    preview: bool = False
    headline: str = ""

    @property
    def principle(self) -> str:
        return self.id.split("/")[0]

    @property
    def subject(self) -> str:
        return self.needs[0]


def check(id: str, *, code: str, severity: Severity, stage: Stage, team: Team, factor: Factor,
          on: Iterable[PageKind] = (), applies: Predicate | None = None, measured: Predicate | None = None,
          preview: bool = False, headline: str = "") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a generator function to be a check.

    Its positional parameters, by type (`Page`, `Browser`, `Journey`, `Site`), are the records it judges; its keyword-only ones
    are its options. The declaration hangs on the function as `function.check`, where the registry finds it.
    """
    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        if id.split("/")[0] not in PRINCIPLES:
            raise ValueError(f"{id}: no such principle")
        function.check = Check(  # type: ignore[attr-defined]
            id, code, severity, stage, team, factor, parse_doc(inspect.getdoc(function) or ""), needs_of(function), frozenset(on),
            applies, measured, options_of(function), function, preview, headline)
        return function

    return declare


def needs_of(function: Callable[..., Any]) -> tuple[str, ...]:
    hints = get_type_hints(function)
    parameters = inspect.signature(function).parameters.values()
    return tuple(SUBJECTS[hints[p.name]] for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD)


def options_of(function: Callable[..., Any]) -> dict[str, Any]:
    parameters = inspect.signature(function).parameters.values()
    return {p.name: p.default for p in parameters if p.kind is p.KEYWORD_ONLY}


def parse_doc(text: str) -> Doc:
    """Take a check's docstring apart at its section headings; raises ValueError when a section is missing."""
    title, _, rest = text.partition("\n")
    pattern = rf"^({'|'.join(SECTIONS)}):[ ]?"
    parts = re.split(pattern, rest, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], map(inspect.cleandoc, parts[2::2]), strict=True))
    missing = [name for name in SECTIONS if name not in sections]
    if missing:
        raise ValueError(f"{title!r}: section missing: {', '.join(missing)}")
    why, how, bad, good, rests_on, references = (sections[name] for name in SECTIONS)
    return Doc(title.strip(), one_line(why), one_line(how), bad, good, one_line(rests_on), one_line(references))


def one_line(text: str) -> str:
    return " ".join(text.split())
