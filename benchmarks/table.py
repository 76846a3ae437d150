"""Trials as Markdown: medians over all rounds, and ratios that were taken within a round."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from statistics import median

from benchmarks.recall import Recall
from benchmarks.trial import Trial

BASE = "crawlspider"
HEAD = ("tool", "pages", "pictures", "requests", "s", "pages/s", "×", "CPU ms/page", "×", "peak MB", "×")
Round = list[Trial]


def medians(rounds: list[Round]) -> str:
    """One row a subject. Each × is the ratio to the bare CrawlSpider of the same round, or to the first subject without one."""
    by_name = defaultdict(list)
    for trials in rounds:
        base = next((each for each in trials if each.name == BASE), trials[0])
        for each in trials:
            by_name[each.name].append((each, base))
    return markdown(HEAD, [row(name, pairs) for name, pairs in by_name.items()])


def row(name: str, pairs: list[tuple[Trial, Trial]]) -> list[str]:
    trials = [each for each, _ in pairs]
    stopped = " (stopped)" if any(each.usage.timed_out for each in trials) else ""
    whole = [f"{median(getattr(each, field) for each in trials):.0f}" for field in ("pages", "pictures", "requests")]
    return [name + stopped, *whole, f"{median(each.usage.wall_s for each in trials):.1f}",
            *figure(pairs, lambda each: each.pages_a_second), *figure(pairs, lambda each: each.cpu_ms_a_page),
            *figure(pairs, lambda each: each.peak_mb)]


def figure(pairs: list[tuple[Trial, Trial]], of: Callable[[Trial], float]) -> tuple[str, str]:
    """The median of a figure, and of its ratios."""
    ratios = [of(each) / of(base) for each, base in pairs if of(base)]
    return f"{median(of(each) for each, _ in pairs):.1f}", f"{median(ratios):.2f}" if ratios else "–"


def recalled(recall: Recall) -> str:
    """One row a kind of defect, then what was found though nobody planted it."""
    rows = [[kind, str(count), str(recall.found.get(kind, 0))] for kind, count in recall.planted.items()]
    told = [f"False: {message}" for message in recall.false[:20]] or ["False: none."]
    if recall.others:
        counts = ", ".join(f"{code} {count}" for code, count in sorted(recall.others.items()))
        told.append(f"Findings of other checks: {counts}.")
    return markdown(("planted", "how many", "found"), rows) + "\n\n" + "\n".join(told)


def markdown(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [head, ["---"] * len(tuple(head)), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
