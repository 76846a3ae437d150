"""Walks every skin many times over, several side by side, and tells how often a walk came out otherwise: `make soak`.

A pytest plugin (`-p tests.journey.soak --rounds 20`) that repeats the slow tests and ends with a line for each skin.
"""

import re
from collections import defaultdict
from statistics import median

import pytest

WALKED = re.compile(r"test_a_skin_is_walked\w*\[(?:\d+-)?(\w+)-(?:mobile|desktop)")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rounds", type=int, default=20, help="how many times each skin is walked on each device")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.get_closest_marker("slow"):
        metafunc.fixturenames.append("round")
        metafunc.parametrize("round", range(metafunc.config.option.rounds))


def pytest_terminal_summary(terminalreporter) -> None:
    """Walks, flakes, and seconds a walk."""
    walks = defaultdict(list)
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            named = WALKED.search(report.nodeid)
            if named and report.when == "call":
                walks[named[1]].append(report)
    for name, reports in sorted(walks.items()):
        flakes = sum(report.failed for report in reports)
        took = [report.duration for report in reports]
        terminalreporter.write_line(
            f"{name:16} {len(reports):4} walks {flakes:4} flakes {median(took):6.1f} s median {max(took):6.1f} s slowest")
