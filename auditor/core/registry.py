"""Finds the checks: walks the packages named by the entry point `auditor.checks`."""

import inspect
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from auditor.core.check import Check
from auditor.core.errors import AuditorError, did_you_mean

ENTRY_POINT = "auditor.checks"


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check of every package behind the entry point, sorted by code. Raises AuditorError when two share an id or a code."""
    found = sorted(
        (check for point in entry_points(group=ENTRY_POINT) for check in checks_in(point.value)), key=lambda check: check.code)
    for name in ("id", "code"):
        values = [getattr(check, name) for check in found]
        twice = {value for value in values if values.count(value) > 1}
        if twice:
            raise AuditorError(f"Two checks share the {name} {min(twice)}: rename one of them.")
    return tuple(found)


def checks_in(package: str) -> Iterator[Check]:
    """The checks declared in a package's modules, each once."""
    root = import_module(package)
    for info in pkgutil.walk_packages(root.__path__, f"{package}."):
        module = import_module(info.name)
        for _, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and hasattr(function, "check"):
                yield function.check


def find_check(name: str) -> Check:
    """The check with this id or code, in any case. Raises AuditorError with the nearest one."""
    by_name = {key: check for check in all_checks() for key in (check.id, check.code)}
    for key in (name.lower(), name.upper()):
        if key in by_name:
            return by_name[key]
    raise AuditorError(f"There is no check {name}.{did_you_mean(name, by_name)} `auditor checks` lists them.")


def find_checks(names: Iterable[str]) -> tuple[Check, ...]:
    """The named checks, each once."""
    by_id = {check.id: check for check in map(find_check, names)}
    return tuple(by_id.values())
