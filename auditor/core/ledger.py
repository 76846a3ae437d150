"""Keeps the books of a judging: puts every check to every record, counts, and hands findings to the store."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from auditor.core.check import Check
from auditor.core.finding import Finding
from auditor.core.judge import (
    LEFT_OUT,
    Entry,
    Judgement,
    Outcome,
    Record,
    Tally,
    applicable,
    enter,
    entry_of,
    fingerprint,
    judge,
)
from auditor.core.records import Journey, Page, Site
from auditor.core.store import Store, results
from auditor.core.store.results import Kept, Rest

MOST_PAGE_URLS = 20
Options = Mapping[str, Mapping[str, Any]]


class Verdict(Struct, frozen=True):
    """What all checks say of one record: an entry for each that applies, and their findings."""

    entries: tuple[Entry, ...]
    findings: tuple[Kept, ...]


class Bench(Struct, frozen=True):
    """The checks of a judging with their options by id, and the shop they judge. The same in every process."""

    checks: tuple[Check, ...]
    options: Options
    shop: str

    def judgements(self, record: Record, site: Site | None = None) -> list[tuple[Check, Judgement]]:
        """What came of every check that applies to one record."""
        return [(check, judge(check, record, site, self.options.get(check.id))) for check in applicable(self.checks, record)]

    def verdict(self, page: Page, template: str) -> Verdict:
        """What all checks say of one page."""
        judged = self.judgements(page)
        return Verdict(tuple(entry_of(check, judgement) for check, judgement in judged),
                       tuple(kept for check, judgement in judged for kept in self.kept(check, page, judgement, template)))

    def kept(self, check: Check, record: Record, judgement: Judgement, template: str) -> Iterator[Kept]:
        """The findings of one judgement as they are kept."""
        defects = sum(not one.review for one in judgement.findings)
        lost = (1 - judgement.value) / defects if judgement.value is not None and defects else 0.0
        for finding in judgement.findings:
            url = finding.url or address_of(record)
            urls = finding.pages[:MOST_PAGE_URLS] or (() if isinstance(record, Site) else (url,))
            yield Kept(
                fingerprint(check.id, url, key_of(record, finding), self.shop), check.id, finding.severity or check.severity,
                Outcome.REVIEW if finding.review else Outcome.FAIL, url, kind_of(record), template, finding.text,
                0.0 if finding.review else lost, len(finding.pages) or pages_of(record),
                Rest(finding.data, finding.evidence, urls))


class Ledger:
    """The books of one judging of one shop."""

    def __init__(self, store: Store, bench: Bench) -> None:
        self.store = store
        self.bench = bench
        self.tallies = {check.id: Tally() for check in bench.checks}
        self._subjects: set[str] = {"page"}
        results.clear(store)

    def judge(self, record: Record, template: str, site: Site | None = None) -> None:
        """Put every check that applies to one record, which is no page."""
        self._subjects.add(type(record).__name__.lower())
        for check, judgement in self.bench.judgements(record, site):
            entry = entry_of(check, judgement)
            enter(self.tallies[check.id], entry, template, pages_of(record), carriers_of(record, judgement))
            results.keep(self.store, None, self.bench.kept(check, record, judgement, template))

    def enter_pages(self) -> None:
        """Enter what was judged of all pages, those of one verdict and template together."""
        for template, verdict, times in results.verdicts(self.store):
            for entry in msgspec.msgpack.decode(verdict, type=tuple[Entry, ...]):
                enter(self.tallies[entry.check], entry, template, times=times)

    def close(self) -> None:
        """Say of checks that met no record why, and write the tallies."""
        for check in self.bench.checks:
            if self.tallies[check.id].outcome is None:
                self._not_met(check)
        results.keep_tallies(self.store, self.tallies)
        self.store.commit()

    def _not_met(self, check: Check) -> None:
        met = check.subject in self._subjects
        tally = self.tallies[check.id]
        tally.outcomes[Outcome.NOT_APPLICABLE if met else Outcome.UNKNOWN] += 1
        tally.reasons[LEFT_OUT["page" if met else check.subject]] += 1


def pages_of(record: Record) -> int:
    """How many pages a record is about."""
    return len(record.pages) if isinstance(record, Site) else 1


def carriers_of(record: Record, judgement: Judgement) -> int:
    """How many pages carry a defect that a check found."""
    if not isinstance(record, Site):
        return 1
    return len({url for finding in judgement.findings if not finding.review for url in finding.pages}) or len(record.pages)


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
