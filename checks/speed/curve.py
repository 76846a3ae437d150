"""What the speed checks share: what was measured, and how far from good it is."""

from collections.abc import Callable

from auditor.core.curves import metric_score
from auditor.core.records import Browser
from auditor.core.severity import SEVERITIES, Severity
from checks.words import device_word, page_word

GOOD = 0.9
POOR = 0.5


def seen(metric: str) -> Callable[[Browser], bool]:
    """A predicate: was this metric measured, on the page itself and not on an error page or a wall?"""
    def measured(browser: Browser) -> bool:
        """The page did not open in the browser, or this could not be measured there."""
        opened = browser.failure is None and (browser.status is None or browser.status < 400)
        return opened and getattr(browser, metric) is not None

    return measured


def worth(browser: Browser, metric: str) -> float:
    """The metric's score on Lighthouse's curve for the device, 0 to 1."""
    return metric_score(metric, getattr(browser, metric), browser.device)


def weight_of(score: float, severity: Severity) -> Severity:
    """The full severity for a poor score, else one degree lower."""
    return severity if score < POOR else SEVERITIES[SEVERITIES.index(severity) + 1]


def said(browser: Browser) -> dict[str, str]:
    """What every speed finding tells of its page and device."""
    return {"page": page_word(browser.page_kind), "device": device_word(browser.device), "key": browser.device}
