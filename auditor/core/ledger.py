"""Keeps the books of a judging: puts every check to every record, counts, and writes findings to the store in batches."""

from collections.abc import Mapping, Sequence
from typing import Any

from auditor.core.check import Check
from auditor.core.finding import Finding
from auditor.core.judge import (
    LEFT_OUT,
    Judgement,
    Outcome,
    Record,
    Tally,
    applicable,
    count,
    fingerprint,
    judge,
)
from auditor.core.records import Journey, Page, Site
from auditor.core.store import Store, results
from auditor.core.store.results import Kept, Rest

BATCH = 500
MOST_PAGE_URLS = 20


class Ledger:
    """One judging of one shop. `options` are by check id."""

    def __init__(self, store: Store, checks: Sequence[Check], options: Mapping[str, Mapping[str, Any]], shop: str) -> None:
        self.store = store
        self.checks = checks
        self.options = options
        self.shop = shop
        self.tallies = {check.id: Tally() for check in checks}
        self._batch: list[Kept] = []
        self._subjects: set[str] = set()
        results.clear(store)

    def judge(self, record: Record, template: str, site: Site | None = None) -> None:
        """Put every check that applies to one record."""
        self._subjects.add(type(record).__name__.lower())
        for check in applicable(self.checks, record):
            judgement = judge(check, record, site, self.options.get(check.id))
            count(self.tallies[check.id], check, record, judgement, template)
            self._batch += [self._kept(check, record, judgement, finding, template) for finding in judgement.findings]
        if len(self._batch) >= BATCH:
            self._write()

    def close(self) -> None:
        """Say of checks that met no record why, and write what is left."""
        for check in self.checks:
            if self.tallies[check.id].outcome is None:
                self._not_met(check)
        self._write()
        results.keep_tallies(self.store, self.tallies)
        self.store.commit()

    def _not_met(self, check: Check) -> None:
        met = check.subject in self._subjects or check.subject == "page"
        tally = self.tallies[check.id]
        tally.outcomes[Outcome.NOT_APPLICABLE if met else Outcome.UNKNOWN] += 1
        tally.reasons[LEFT_OUT["page" if met else check.subject]] += 1

    def _write(self) -> None:
        results.keep(self.store, self._batch)
        self._batch = []

    def _kept(self, check: Check, record: Record, judgement: Judgement, finding: Finding, template: str) -> Kept:
        url = finding.url or address_of(record)
        defects = sum(not one.review for one in judgement.findings)
        lost = (1 - judgement.value) / defects if judgement.value is not None and not finding.review else 0.0
        return Kept(
            fingerprint(check.id, url, key_of(record, finding), self.shop), check.id, finding.severity or check.severity,
            Outcome.REVIEW if finding.review else Outcome.FAIL, url, kind_of(record), template, finding.text, lost,
            len(finding.pages) or (len(record.pages) if isinstance(record, Site) else 1),
            Rest(finding.data, finding.evidence, finding.pages[:MOST_PAGE_URLS] or (() if isinstance(record, Site) else (url,))))


def address_of(record: Record) -> str:
    """The address a record is about; a walk's is where it stood last."""
    if isinstance(record, Page):
        return record.final_url
    if isinstance(record, Journey):
        return record.steps[-1].url if record.steps else ""
    return record.url


def key_of(record: Record, finding: Finding) -> str:
    """The finding's key, with the device where there is one. A walk's address may change, so its device and key must do."""
    device = getattr(record, "device", "")
    return f"{device}:{finding.key}" if device else finding.key


def kind_of(record: Record) -> str:
    """The kind of page a record is of; a walk and the whole shop are of their own."""
    return str(getattr(record, "kind", None) or getattr(record, "page_kind", None) or type(record).__name__.lower())
