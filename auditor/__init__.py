"""The storefront auditor: the words that spiders, checks and reports share, the engine, and the command line.

Authors of plug-ins need this module alone.
"""

from importlib.metadata import PackageNotFoundError, version

from auditor.core.check import Check, Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, Grade, fail, grade, review
from auditor.core.records import Browser, Journey, Link, Page, PageKind, Site

try:
    __version__ = version("storefront-auditor")
except PackageNotFoundError:
    __version__ = "0"

__all__ = [
    "Browser", "Check", "Factor", "Finding", "Grade", "Journey", "Link", "Page", "PageKind", "Severity", "Site",
    "Stage", "Team", "check", "fail", "grade", "review",
]
