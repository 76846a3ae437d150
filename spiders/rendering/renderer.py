"""The part of a crawl in which pages are rendered: first a sample of every template, then all pages of those that need it."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from msgspec import structs
from scrapy import Request

from auditor.core.errors import AuditorError
from auditor.core.records import Rendering, RenderMode
from auditor.core.store.bodies import Unpacker
from auditor.core.store.crawl import Waiting
from auditor.facts.reading import Reading, Readings
from spiders import gate
from spiders.browser.sample import spread
from spiders.client import Got
from spiders.headers import retry_after_s
from spiders.pace import ClosedError
from spiders.rendering.compare import Pair, comparison, contents
from spiders.rendering.options import NotShownError

if TYPE_CHECKING:
    from spiders.storefront import Storefront

PAGES_A_TEMPLATE = 2
MOST_COMPARED = 30
AT_ONCE = 3
NO_KIND = "other:"
FEWEST_WORDS = 20


class Renderer:
    """Renders pages of one crawl. What it decided and what it rendered is kept, so that a resumed crawl goes on with it."""

    def __init__(self, spider: Storefront) -> None:
        self._spider = spider
        self._store = spider.store
        self._places = asyncio.Semaphore(AT_ONCE)
        self._done = msgspec.convert(spider.store.get("rendering", {}), Rendering)
        self._done = structs.replace(self._done, mode=spider.plan.rendering.mode, because="")
        spider.scribe.has_scripted = any(one.needed for one in self._done.templates)

    async def run(self) -> None:
        """Render what needs it, and ask for what is named there, until there is nothing new.

        Pages of templates that were decided on come first, so that a template is always decided on with the same pages known.
        """
        while self._done.mode is not RenderMode.NEVER and not self._must_end():
            if due := self._due():
                await self._keep_all(due)
            elif not await self._compare():
                break
            await self._spider.settled()
        self._note()

    def _must_end(self) -> bool:
        spider = self._spider
        return bool(self._done.because or spider.stopped or spider.is_ending or spider.time_is_up())

    def _note(self, **changes: object) -> None:
        pages, failed = self._spider.crawl_store.rendered()
        self._done = structs.replace(self._done, pages=pages, failed=failed, **changes)
        self._store.put("rendering", self._done)

    # ---- which pages

    def _due(self) -> list[Waiting]:
        """The pages that are to be rendered and are not."""
        if self._done.mode is RenderMode.ALWAYS:
            return self._spider.crawl_store.as_sent()
        needed = {one.template for one in self._done.templates if one.needed}
        by_template = self._by_template() if needed else {}
        return [page for name in sorted(needed) for page in by_template.get(name, ())]

    def _by_template(self) -> dict[str, list[Waiting]]:
        """The pages that are not rendered, by their templates."""
        self._spider.ears.read()
        pages = {page.id: page for page in self._spider.crawl_store.as_sent()}
        templates: dict[str, list[Waiting]] = defaultdict(list)
        for address, name in templates_of(Readings(self._store).of(list(pages))):
            templates[name].append(pages[address])
        return templates

    def _samples(self) -> dict[str, list[Waiting]]:
        """Some pages of each template that is not decided on, as long as there may be more; the largest templates first."""
        left = MOST_COMPARED - sum(one.pages + one.failed for one in self._done.templates)
        known = {one.template for one in self._done.templates}
        new = {name: pages for name, pages in self._by_template().items() if name not in known}
        samples = {}
        for name in sorted(new, key=lambda name: (-len(new[name]), name)):
            chosen = set(spread((page.url for page in new[name]), min(PAGES_A_TEMPLATE, left)))
            left -= len(chosen)
            if chosen:
                samples[name] = [page for page in new[name] if page.url in chosen]
        return samples

    # ---- what is done with them

    async def _compare(self) -> bool:
        """Decide on the templates that are not decided on. Whether there were any."""
        samples = self._samples()
        shown = dict(zip(
            (page.id for pages in samples.values() for page in pages),
            await self._show_all([page for pages in samples.values() for page in pages]), strict=True))
        if not samples or self._must_end():
            return False
        bodies = Unpacker(self._store.db)
        with self._store.writing():
            for name, pages in samples.items():
                self._decide(name, [(page, bodies.text(page.id), shown[page.id]) for page in pages])
            self._note()
        return True

    def _decide(self, template: str, seen: list[tuple[Waiting, str, str | None]]) -> None:
        """Decide on a template by its sampled pages, each as it was sent and as it was shown; keep those where it needs it."""
        pairs: list[Pair] = [(contents(page.url, sent), contents(page.url, shown)) for page, sent, shown in seen if shown]
        compared = comparison(template, pairs, len(seen) - len(pairs))
        self._done = structs.replace(self._done, templates=(*self._done.templates, compared))
        if compared.needed:
            self._spider.scribe.learn_anew()
            for page, _, shown in seen:
                self._keep(page, shown)

    async def _keep_all(self, pages: list[Waiting]) -> None:
        """Render pages and keep each as soon as it is there."""
        async def one(number: int, page: Waiting) -> None:
            html = await self._show(page.url, f"rendering {number} of {len(pages)}: {page.url}")
            if html is not None or not self._must_end():
                with self._store.writing():
                    self._keep(page, html)

        await asyncio.gather(*(one(number, page) for number, page in enumerate(pages, 1)))

    def _keep(self, page: Waiting, html: str | None) -> None:
        if html is None:
            self._spider.crawl_store.not_shown(page.id)
        else:
            self._spider.scribe.write_shown(page, html)

    async def _show_all(self, pages: list[Waiting]) -> list[str | None]:
        return await asyncio.gather(*(self._show(page.url, f"looking at {page.url} in a browser") for page in pages))

    async def _show(self, url: str, about: str) -> str | None:
        """A page's markup as a browser shows it; None where it could not, or must not any more."""
        try:
            return await self._shown(url, about)
        except ClosedError:
            return None

    async def _shown(self, url: str, about: str) -> str | None:
        async with self._places:
            if self._must_end() or self._spider.forbids(url) or gate.refusal(url):
                return None
            self._spider.ears.say(about)
            async with self._spider.client.pace.turn(url) as turn:
                request = Request(url, meta={"playwright": True}, dont_filter=True)
                try:
                    answer = await self._spider.crawler.engine.download_async(request)
                except AuditorError as error:
                    self._done = structs.replace(self._done, because=str(error))
                    return None
                except (NotShownError, OSError, RuntimeError, ValueError):
                    turn.failed()
                    return None
                headers = answer.headers.to_unicode_dict()
                turn.answered(request.meta["download_latency"], answer.status, headers)
                self._spider.welcome.heard_in_browser(Got(answer.status, rest_s=retry_after_s(answer.status, headers)))
                return answer.text if answer.status == 200 else None


def templates_of(readings: Iterable[tuple[int, Reading]]) -> list[tuple[int, str]]:
    """The template of each page, by its id.

    Pages of no known kind that say next to nothing, or all the same, are of one: the shell of a shop that scripts build, whatever
    folders its addresses pretend to lie in.
    """
    short = [(address, one.summary.template, one.summary.words, one.summary.text_hash) for address, one in readings]
    alike = Counter(text for _, name, _, text in short if name.startswith(NO_KIND))
    return [(address, NO_KIND if name.startswith(NO_KIND) and (words < FEWEST_WORDS or alike[text] > 1) else name)
            for address, name, words, text in short]
