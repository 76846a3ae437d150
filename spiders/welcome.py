"""Whether hosts still bear the visit: a guest leaves when it is told to, or when the shop is unwell."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from typing import TYPE_CHECKING

from auditor.core.records import Failure
from auditor.core.store import Role
from auditor.core.store.crawl import Waiting
from auditor.facts.links import origin
from auditor.facts.walls import is_wall
from spiders.client import Got
from spiders.pace import MOST_REST_S, TOO_MANY
from spiders.scribe import page_of

if TYPE_CHECKING:
    from spiders.storefront import Storefront

MOST_LOST = 15
MOST_REFUSED = 10
LAST = 30
MOST_OF_LAST = 20
MOST_OF_OTHERS = 3
FORBIDDEN = 403
LET_US_IN = "let the user agent StorefrontAuditor through where the shop is yours"
LATER = f"try again later with a lower --rate, or {LET_US_IN}"


def is_refused(got: Got) -> bool:
    """Whether an answer may mean that the shop is unwell, or does not want us."""
    status = got.status or 0
    return got.failure is Failure.WALL or status in (FORBIDDEN, TOO_MANY) or status >= 500


class Welcome:
    """Hears what hosts answer, and stops the crawl where the shop does not answer any more or says that it is enough.

    Where it refuses much, or many answers in a row do not come, its home page tells whether the shop is unwell or those pages
    are. `turned_away` where it did not want us; `proof` is the asking for that.
    """

    def __init__(self, spider: Storefront) -> None:
        self._spider = spider
        self.turned_away = False
        self.proof: asyncio.Task[None] | None = None
        self._refused: list[Waiting] = []
        self._proved = self._lost = 0
        self._too_many: deque[bool] = deque(maxlen=LAST)
        self._busy: Counter[str] = Counter()

    def is_busy(self, host: str) -> bool:
        """Whether a host, not the shop's own, said so often that it was asked too much that it is left alone."""
        return self._busy[host] >= MOST_OF_OTHERS

    def heard(self, waiting: Waiting, got: Got) -> None:
        """An answer came, and was kept."""
        if origin(waiting.url) == origin(self._spider.plan.url):
            self._heard_shop(waiting, got)
        elif got.status == TOO_MANY:
            self._busy[origin(waiting.url)] += MOST_OF_OTHERS if is_long(got) else 1
        elif got.failure is None:
            self._busy.pop(origin(waiting.url), None)
            self._lost = 0

    def heard_in_browser(self, got: Got) -> None:
        """The browser got an answer of the shop's."""
        self._too_many.append(got.status == TOO_MANY)
        if because := self._enough(got):
            self._leave(because)

    def _heard_shop(self, waiting: Waiting, got: Got) -> None:
        self._lost = 0 if got.failure in (None, Failure.WALL) else self._lost + 1
        self._too_many.append(got.status == TOO_MANY)
        self._refused.append(waiting)
        if not is_refused(got):
            self._refused.clear()
            self._proved = 0
        if because := self._enough(got):
            self._leave(because)
        elif self.proof is None and (self._lost >= MOST_LOST or len(self._refused) - self._proved >= MOST_REFUSED):
            self.proof = asyncio.ensure_future(self._prove())

    def _enough(self, got: Got) -> str:
        """Why the shop wants no more requests, in its own words; or ""."""
        if is_long(got):
            return f"the shop answered {got.status} and asks to be left alone for {told(got.rest_s)}; {LATER}"
        in_a_row = len(self._too_many) >= MOST_REFUSED and all(list(self._too_many)[-MOST_REFUSED:])
        if in_a_row or sum(self._too_many) >= MOST_OF_LAST:
            return f"the shop answered most of the last requests with {TOO_MANY} (too many requests); {LATER}"
        return ""

    async def _prove(self) -> None:
        """Ask for the home page: it is well where those pages alone are unwell."""
        home = await self._spider.client.ask(self._spider.plan.url)
        lost, self._lost, self._proved = self._lost >= MOST_LOST, 0, len(self._refused)
        walled = home.status is not None and is_wall(page_of(self._spider.plan.url, home))
        if lost and home.failure:
            self._spider.stopped = self._spider.stopped or "the shop stopped answering"
        elif walled or home.status is None or home.status >= 400:
            what = f"gave no answer {MOST_LOST} times in a row" if lost else f"refused {len(self._refused)} addresses in a row"
            answer = "with a check for robots" if walled else f"with {home.status or home.failure}"
            self._leave(f"the shop {what}, and answered for its home page {answer}; try again later, or {LET_US_IN}")
        self.proof = None

    def _leave(self, because: str) -> None:
        """Stop. The last answers were not about the pages that they stand for, and are forgotten."""
        if not self._spider.stopped:
            self._spider.stopped, self.turned_away = because, True
            self._spider.client.pace.close()
            with self._spider.store.writing():
                self._spider.crawl_store.unanswer(one.id for one in self._refused if one.role is not Role.HOME)

    def end(self) -> None:
        """Ask for nothing more."""
        if self.proof:
            self.proof.cancel()


def is_long(got: Got) -> bool:
    """Whether a busy host wants to be left alone for longer than a crawl waits."""
    return got.rest_s is not None and got.rest_s > MOST_REST_S


def told(rest_s: float) -> str:
    """A time in words."""
    hours, minutes = rest_s / 3600, rest_s / 60
    return f"{hours:.0f} hours" if hours >= 1.5 else f"{minutes:.0f} minutes"
