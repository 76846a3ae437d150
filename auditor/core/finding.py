"""What a check yields: a defect, a doubt that a person must settle, or a grade between 0 and 1."""

from typing import Any

from msgspec import Struct, field

from auditor.core.records import Box, Element
from auditor.core.severity import Severity


class Evidence(Struct, frozen=True):
    """Where a defect can be seen: markup, a selector, a picture, a rectangle in that picture."""

    selector: str = ""
    snippet: str = ""
    box: Box | None = None
    screenshot: str | None = None


class Finding(Struct, frozen=True):
    """One thing that is wrong (`review` False), or that a person must look at (`review` True).

    `message` is a template, `data` fills it. `key` tells findings of one check on one address apart and must be stable from
    audit to audit: never an order, a count or a wording. `url` is the address it concerns where that is not the subject's own,
    `pages` the addresses that carry it. `severity` is given where it differs from the check's.
    """

    message: str
    data: dict[str, Any] = field(default_factory=dict)
    review: bool = False
    key: str = ""
    url: str = ""
    pages: tuple[str, ...] = ()
    severity: Severity | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def text(self) -> str:
        """The message with its data filled in."""
        return self.message.format(**self.data)


class Grade(Struct, frozen=True):
    """How good a graded measure is: 1 is perfect, 0 worthless."""

    value: float


def fail(message: str, *, at: object = (), shot: str | None = None, box: Box | None = None, key: str = "", url: str = "",
         pages: tuple[str, ...] = (), severity: Severity | None = None, **data: Any) -> Finding:
    """A defect. `at` is what can be pointed at: lxml elements, `Element` records or markup, one or many."""
    return Finding(message, data, False, key, url, tuple(pages), severity, evidence(at, shot, box))


def review(message: str, *, at: object = (), shot: str | None = None, box: Box | None = None, key: str = "", url: str = "",
           pages: tuple[str, ...] = (), **data: Any) -> Finding:
    """A doubt: a person must look. Never counts for or against a score."""
    return Finding(message, data, True, key, url, tuple(pages), None, evidence(at, shot, box))


def grade(value: float) -> Grade:
    """How good the measure is, held between 0 and 1."""
    return Grade(min(1.0, max(0.0, value)))


def evidence(at: object, shot: str | None = None, box: Box | None = None) -> tuple[Evidence, ...]:
    """At most five places to point at, made of elements, `Element` records or markup."""
    things = list(at) if isinstance(at, (list, tuple)) else [at]
    places = tuple(place(thing, shot, box) for thing in things[:5])
    return places or ((Evidence(box=box, screenshot=shot),) if shot else ())


def place(thing: object, shot: str | None, box: Box | None) -> Evidence:
    if isinstance(thing, str):
        return Evidence(snippet=thing[:300], box=box, screenshot=shot)
    if isinstance(thing, Element):
        return Evidence(thing.selector, thing.snippet[:300], box or thing.box, shot)
    return Evidence(path_of(thing), start_tag(thing), box, shot)


def start_tag(element: Any) -> str:
    """The opening tag of an lxml element, at most 300 characters."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag}{attributes}>"[:300]


def path_of(element: Any) -> str:
    """A short CSS selector for an lxml element: the nearest id, then tag and class of what lies below it."""
    steps = []
    for node in (element, *element.iterancestors()):
        if node.get("id"):
            steps.append(f"#{node.get('id')}")
            break
        first_class = (node.get("class") or "").split()[:1]
        steps.append(".".join([str(node.tag), *first_class]))
        if len(steps) == 4:
            break
    return " > ".join(reversed(steps))
