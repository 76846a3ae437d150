"""What must come of a mix, and where an audit's folder tells otherwise."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from auditor.core.registry import find_check
from auditor.core.store import FILE
from tests.running import auditor
from tests.soak.kinds import Kind
from tests.soak.mix import Mix, name_of, path_of, title_of

REFUSING = {403, 429, *range(500, 600)}
LINKS = ("LNK-01", "LNK-06")


def differences(mix: Mix, folder: Path) -> Iterator[str]:
    """Where what an audit tells is not so: of its pages, of what was found of links, and of itself."""
    listed = auditor("pages", folder, "--json", timeout_s=600).json
    pages = {path_from(one["url"]): one for one in listed}
    if len(pages) != len(listed):
        yield f"{len(listed) - len(pages)} pages are listed more than once"
    for number in mix.sound():
        yield from of_sound(number, pages.get(path_of(number)))
    for number, name, kind in mix.ills():
        yield from of_ill(f"{name} at {path_of(number)}", kind, pages.get(path_of(number)))
    yield from of_links(mix, folder)
    yield from of_itself(folder)


def path_from(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def of_sound(number: int, page: dict[str, Any] | None) -> Iterator[str]:
    if page is None:
        yield f"lost: {path_of(number)}"
    elif (page["status"], page["title"], page["failure"]) != (200, title_of(number), None):
        yield f"{path_of(number)} is told as {page['status']}, {page['title']!r}, {page['failure']}"


def of_ill(name: str, kind: Kind, page: dict[str, Any] | None) -> Iterator[str]:
    if page is None:
        yield f"lost: {name}"
        return
    reason = page["failure"] or (f"answered {page['status']}" if page["status"] in REFUSING else "")
    if not kind.finding.endswith("06") and reason != kind.reason:
        yield f"{name} is told as {reason!r}"
    if kind.is_page and page["status"] != 200:
        yield f"{name} answered {page['status']}"
    if kind.title not in (None, page["title"]):
        yield f"{name} is called {page['title']!r}"


def found(folder: Path) -> Counter[tuple[str, str, str]]:
    """Every finding: its check's code, its path, its fingerprint."""
    with sqlite3.connect(folder / FILE) as db:
        rows = db.execute("SELECT check_id, url, fingerprint FROM finding").fetchall()
    return Counter((find_check(check).code, path_from(url), fingerprint) for check, url, fingerprint in rows)


def of_links(mix: Mix, folder: Path) -> Iterator[str]:
    """Links to nowhere and in circles: what was planted is found, and nothing is found of what leads to a page."""
    planted = {("LNK-01", f"/gone/{name_of(number)}-left") for number in mix.sound() if mix.is_gone(number)}
    planted |= {(kind.finding, path_of(number)) for number, _, kind in mix.ills() if kind.finding}
    ours = {path_of(number) for number in range(mix.pages)} | {path for _, path in planted}
    told = {(code, path) for code, path, _ in found(folder) if code in LINKS and path in ours}
    yield from (f"not found: {code} of {path}" for code, path in sorted(planted - told))
    yield from (f"found in vain: {code} of {path}" for code, path in sorted(told - planted))


def of_itself(folder: Path) -> Iterator[str]:
    audit = json.loads((folder / "audit.json").read_text())
    if not audit["complete"]:
        yield f"the audit is not complete: {audit['incomplete_because']}"
    yield from (f"{one['code']} ended in an error: {one['reason']}" for one in audit["checks"] if one["outcome"] == "error")


def unlike(folder: Path, whole: Path) -> Iterator[str]:
    """Where the findings of one audit are not those of another."""
    one, other = found(folder), found(whole)
    yield from (f"found only when killed: {code} of {path}" for code, path, _ in sorted(one - other))
    yield from (f"found only when undisturbed: {code} of {path}" for code, path, _ in sorted(other - one))
