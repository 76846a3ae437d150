"""The bars that the crawl has to clear, held against the trials of a round."""

from collections.abc import Iterator
from statistics import median

from benchmarks.table import Round, markdown
from benchmarks.trial import Trial

SLOWER_PEERS = ("linkinator", "broken-link-checker", "linkchecker", "advertools")
CRAWL, AUDIT, SPIDER = "auditor crawl", "auditor audit", "crawlspider"
LEAST_AGAINST_SPIDER = 1.8
MOST_CRAWL_CPU_MS = 6.5
MOST_JUDGING_CPU_MS = 8.0
MOST_DISK_KB = 12.0
Bar = tuple[str, str, float, bool]


def bars(rounds: list[Round]) -> str:
    """Each bar with what was measured, as Markdown; of a ratio the median over all rounds."""
    rows = [[what, bar, f"{value:.2f}", "yes" if holds else "**no**"] for what, bar, value, holds in held(rounds)]
    return markdown(("what", "bar", "measured", "holds"), rows)


def held(rounds: list[Round]) -> Iterator[Bar]:
    runs = [{each.name: each for each in trials} for trials in rounds]
    names = set(runs[0])
    if {CRAWL, SPIDER} <= names:
        value = median(run[CRAWL].pages_a_second / run[SPIDER].pages_a_second for run in runs)
        yield "crawl against a bare CrawlSpider, pages/s", f"≥ {LEAST_AGAINST_SPIDER}", value, value >= LEAST_AGAINST_SPIDER
    if CRAWL in names:
        yield most("crawl, CPU ms a page", MOST_CRAWL_CPU_MS, [run[CRAWL].cpu_ms_a_page for run in runs])
    if AUDIT in names:
        yield from audit_alone([run[AUDIT] for run in runs])
        for peer in SLOWER_PEERS:
            if peer in names:
                value = median(run[AUDIT].pages_a_second / run[peer].pages_a_second for run in runs)
                yield f"whole audit against {peer}, pages/s", "> 1", value, value > 1
    if {CRAWL, AUDIT} <= names:
        judging = [run[AUDIT].cpu_ms_a_page - run[CRAWL].cpu_ms_a_page for run in runs]
        yield most("judging and report, CPU ms a page (audit less crawl)", MOST_JUDGING_CPU_MS, judging)


def audit_alone(audits: list[Trial]) -> Iterator[Bar]:
    yield most("audit.sqlite, KB a page", MOST_DISK_KB, [each.disk / each.pages / 1000 for each in audits])
    planted, found = (sum(getattr(audits[0].recall, field).values()) for field in ("planted", "found"))
    yield "planted defects found, share", "1", found / planted, found == planted
    false = len(audits[0].recall.false)
    yield "findings that nobody planted", "0", false, not false


def most(what: str, bar: float, values: list[float]) -> Bar:
    return what, f"≤ {bar}", median(values), median(values) <= bar
