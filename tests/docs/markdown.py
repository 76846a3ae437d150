"""Reads what the docs say: their fenced blocks, tables and links."""

import re
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
WRITTEN = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def pages() -> list[Path]:
    """Every page of the docs."""
    return [*WRITTEN, *sorted((PROJECT / "docs").rglob("*.md"))]


def fences(path: Path, language: str) -> Iterator[str]:
    """The texts of the fenced blocks in a language."""
    return (text for name, text in FENCE.findall(path.read_text()) if name == language)


def links(path: Path) -> list[str]:
    """Where the page's links and pictures lead, outside its fenced blocks."""
    return LINK.findall(FENCE.sub("", path.read_text()))


def tables(path: Path) -> list[list[dict[str, str]]]:
    """The tables of a page: a row is its cells by the names of the columns, without backticks."""
    found: list[list[list[str]]] = [[]]
    for line in FENCE.sub("", path.read_text()).splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [[dict(zip(head, row, strict=True)) for row in rows] for head, _, *rows in filter(None, found)]


def table(path: Path, *columns: str) -> list[dict[str, str]]:
    """The rows of all tables that have exactly these columns."""
    return [row for rows in tables(path) for row in rows if tuple(row) == columns]
