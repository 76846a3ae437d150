"""Writes down what came back: page, links and new addresses as one, and what the trap guard learns from it."""

from collections.abc import Callable, Iterable
from math import inf

from msgspec import structs

from auditor.core.records import Failure, Link, LinkKind, Page, Region
from auditor.core.store import Role, Store
from auditor.core.store.crawl import MOST_REMEMBERED, Answer, CrawlStore, Waiting, Wanted
from auditor.core.store.numbers import Numbers
from auditor.core.store.schema import PAGE_ROLES, VERIFIED_ROLES
from auditor.facts import kinds
from auditor.facts.document import nofollow
from auditor.facts.links import links, resolve, unread_part
from auditor.facts.redirects import script_redirect
from auditor.facts.tree import tree
from auditor.facts.walls import is_wall
from spiders import gate, sheets, sitemaps
from spiders.client import Got
from spiders.decoding import decode, looks_like_html
from spiders.fingerprint import fingerprint
from spiders.gate import Refusal, RobotRules, whole_lines
from spiders.headers import content_type, kept, redirect_failure
from spiders.plan import Plan
from spiders.traps import Traps
from spiders.wanting import UNLINKED_DEPTH, Place, tells, want_hop, want_link, want_listed, why_not

UNMET = 0, inf
DEEPEST = 2 * UNLINKED_DEPTH
MOST_SITEMAPS = 1000
MOST_LEVELS = 3


def page_of(url: str, got: Got) -> Page:
    """An answer as a page."""
    return Page(url=url, final_url=url, status=got.status or 0, html=decode(content_type(got.headers), got.body))


class Scribe:
    """The writing half of one crawl. `pages` and `known` count pages fetched and addresses known.

    `has_scripted`: pages of some template are made by scripts. `met_wall`: the last answer was a check for robots.
    `rules_came` hears of the rules of a host.
    """

    def __init__(self, plan: Plan, store: Store, rules_came: Callable[[str, RobotRules], None]) -> None:
        self.plan = plan
        self.crawl_store = CrawlStore(store)
        self.traps = Traps()
        self.traps.replay(self.crawl_store.learnt(), self.crawl_store.met())
        self.has_scripted = self.met_wall = False
        self.pages, self.done, self.known = self.crawl_store.counts()
        self._sitemaps = self.crawl_store.sitemaps_asked()
        self._rules_came = rules_came
        self._fresh: list[int] = []
        self._forget_links()

    def forget(self) -> None:
        """Forget what is remembered of rows, after a step was rolled back."""
        self.crawl_store.forget()
        self._forget_links()

    def _forget_links(self) -> None:
        self._settled: dict[tuple[str, LinkKind, str], tuple[int, int]] = {}
        self._weighed, self._plain = Numbers(), Numbers()

    def fresh(self) -> list[int]:
        """The pages that were written since this was last asked for."""
        fresh, self._fresh = self._fresh, []
        return fresh

    def write(self, waiting: Waiting, got: Got, location: str | None) -> None:
        """Keep an answer; `location` is the address that it sends on to."""
        self.met_wall = False
        failure = got.failure or (None if location else redirect_failure(got.status, got.headers))
        answer = Answer(waiting, got.status, failure, content_type=content_type(got.headers), bytes=len(got.body),
                        took_ms=got.took_ms)
        if waiting.role is Role.ROBOTS:
            self._write_robots(answer, got)
        elif failure and (got.failure or waiting.role is not Role.SITEMAP):
            self.crawl_store.answered(answer)
        elif waiting.role is Role.SITEMAP:
            self._write_sitemap(answer, got)
        elif location:
            self._write_hop(answer, location)
        elif waiting.role is Role.SHEET and answer.status == 200:
            self._write_sheet(answer, got.body)
        elif waiting.role in VERIFIED_ROLES or not looks_like_html(answer.content_type, got.body):
            self.crawl_store.answered(answer)
        else:
            self._write_page(structs.replace(answer, headers=kept(got.headers)), decode(answer.content_type, got.body))

    def _write_wall(self, answer: Answer) -> None:
        """Keep that a check for robots stood there: of what lies behind it nothing is known."""
        self.met_wall = True
        self.crawl_store.answered(structs.replace(answer, status=None, failure=Failure.WALL))

    def _write_hop(self, answer: Answer, location: str) -> None:
        self.add(want_hop(answer.waiting, location, self.plan), new := [])
        self.crawl_store.answered(structs.replace(answer, location=location))
        self._learn(answer.waiting, 0, new)

    def _write_robots(self, answer: Answer, got: Got) -> None:
        text, url = whole_lines(got.body).decode("utf-8", "replace"), answer.waiting.url
        rules = RobotRules(got.status, text, got.failure)
        self.crawl_store.answered(structs.replace(answer, html=None if got.failure else text))
        own = gate.bare_host(url) == gate.bare_host(self.plan.url) and not self.plan.only_home
        for named in (rules.sitemaps or ("/sitemap.xml",)) if own and not got.failure else ():
            if resolved := resolve(url, named):
                self._add_sitemap(resolved[0], 0)
        self._rules_came(url, rules)

    def _add_sitemap(self, url: str, level: int) -> None:
        """Queue a sitemap that is named by robots.txt (level 0) or by another one of the level before."""
        why = why_not(url, Role.SITEMAP, self.plan)
        if not why and (level > MOST_LEVELS or self._sitemaps >= MOST_SITEMAPS):
            why = Failure.TOO_MANY_SITEMAPS
        _, is_new = self.crawl_store.add(Wanted(url, Role.SITEMAP, level, why=why))
        self._sitemaps += is_new and not why
        self.known += is_new and not why

    def _write_sitemap(self, answer: Answer, got: Got) -> None:
        if looks_like_html(answer.content_type, got.body) and is_wall(page_of(answer.waiting.url, got)):
            self._write_wall(answer)
            return
        problem = "" if answer.status == 200 else f"it answered {answer.status}"
        listed = sitemaps.Listed(problem=problem) if problem else sitemaps.read(got.body, answer.waiting.url)
        self.crawl_store.add_sitemap(answer.waiting.id, len(listed.pages) + len(listed.sitemaps), listed.problem)
        for url in listed.sitemaps:
            self._add_sitemap(url, answer.waiting.depth + 1)
        for url in listed.pages:
            self.add(self.spelled(want_listed(url, self.plan)))
        self._met((Link(url, LinkKind.ALTERNATE, Region.HEAD) for url in listed.alternates), Place(UNLINKED_DEPTH))
        self._met((Link(url, LinkKind.IMAGE, Region.MAIN) for url in listed.images), Place(UNLINKED_DEPTH))
        self.crawl_store.answered(answer)

    def _write_page(self, answer: Answer, html: str) -> None:
        waiting = answer.waiting
        page = Page(url=waiting.url, final_url=waiting.url, status=answer.status or 0, html=html, headers=answer.headers)
        if is_wall(page):
            self._write_wall(answer)
            return
        if 200 <= page.status < 300 and (onward := script_redirect(page)):
            self._write_hop(answer, onward)
            return
        named, new = self._named_on(page, waiting)
        self.crawl_store.answered(structs.replace(answer, html=html, failure=unread_part(page)), named)
        if 200 <= page.status < 300 and waiting.role in PAGE_ROLES:
            self.pages += 1
            self._fresh.append(waiting.id)
            text_hash = self._fingerprint(page)
            if not (self.has_scripted and self.traps.knows(text_hash)):
                self._learn(waiting, text_hash, new)

    def _learn(self, waiting: Waiting, text_hash: int, new: Iterable[str] = ()) -> None:
        """Tell the trap guard of a page or a redirect, and what was met there first. Dead links are no trap: it hears of none."""
        if waiting.role in PAGE_ROLES:
            fresh = self.traps.fresh(waiting.url, new)
            self.traps.learned(waiting.url, text_hash, fresh)
            self.crawl_store.add_learnt(waiting.id, text_hash, fresh)

    def write_shown(self, waiting: Waiting, html: str) -> None:
        """Keep a page as a browser shows it, and what it names."""
        html = self.plan.credentials.masked_text(html)
        headers = self.crawl_store.headers(waiting.id)
        page = Page(url=waiting.url, final_url=waiting.url, status=200, html=html, headers=headers)
        named, new = self._named_on(page, waiting)
        self.crawl_store.shown(waiting.id, html, named)
        self._fresh.append(waiting.id)
        self._learn(waiting, self._fingerprint(page), new)

    def learn_anew(self) -> None:
        """Pages of some template are made by scripts: what they were sent as looked alike, and taught the trap guard wrongly.

        What it held back is asked for after all, and pages that repeat another as they were sent teach it nothing from now on.
        """
        if not self.has_scripted:
            self.has_scripted = True
            self.crawl_store.forgive(Refusal.TRAP)
            self.traps = Traps()
            self.traps.replay((), self.crawl_store.met())

    def _fingerprint(self, page: Page) -> int:
        return fingerprint(tree(page), kinds.kind_of(page, self.plan.url)[0])

    def _named_on(self, page: Page, waiting: Waiting) -> tuple[list[tuple[Link, int]], list[str]]:
        """The links of a page with the ids of their targets, and the addresses of pages that were not known before."""
        follow, new = () if waiting.role is Role.PROBE else links(page), []
        place = Place(waiting.depth + 1, kinds.is_ordering(page), self.plan.own_shop or not nofollow(page))
        return self._met(follow, place, new), new

    def _write_sheet(self, answer: Answer, body: bytes) -> None:
        """Keep what a style sheet or a manifest names, as links of its own."""
        named = sheets.named_in(answer.waiting.url, answer.content_type, body)
        self.crawl_store.answered(structs.replace(answer, html=""), self._met(named, Place(answer.waiting.depth)))

    def _met(self, named: Iterable[Link], place: Place, new: list[str] | None = None) -> list[tuple[Link, int]]:
        """Links with the ids of their targets; addresses of pages that were not known before are added to `new`.

        Most links are the template's: met in the same words, no deeper, they tell nothing new.
        """
        known = self._settled if place.followed and not place.ordering else {}
        met = []
        for link in named:
            address, nearest = known.get((link.url, link.kind, link.text), UNMET)
            met.append((link, address if nearest <= place.depth else self._id_of(link, place, new)))
        return met

    def _id_of(self, link: Link, place: Place, new: list[str] | None) -> int:
        """The id of a link's target."""
        if not place.followed or place.ordering or "?" in link.url:  # it may be spelled otherwise once more is learnt
            return self.add(self.spelled(want_link(link, place, self.plan)), new)
        is_plain, key = self._is_plain(link.text), (link.url, link.kind)
        address, nearest = divmod(self._weighed.get(key) if is_plain else 0, DEEPEST)
        if not address or nearest > place.depth:
            address, nearest = self.add(want_link(link, place, self.plan), new), place.depth
            if is_plain:
                self._weighed.put(key, address * DEEPEST + nearest)
        if len(self._settled) >= MOST_REMEMBERED:
            self._settled.clear()
        self._settled[link.url, link.kind, link.text] = address, nearest
        return address

    def _is_plain(self, words: str) -> bool:
        """Whether nothing about following a link depends on these words of it."""
        if self._plain.get(words):
            return True
        if tells(words):
            return False
        self._plain.put(words, 1)
        return True

    def spelled(self, wanted: Wanted) -> Wanted:
        """Pages in their one spelling. Where a shop itself sends us stays as it is, since the spelling may be its reason."""
        if wanted.role is not Role.PAGE or "?" not in wanted.url:
            return wanted
        return structs.replace(wanted, url=self.traps.spell(wanted.url))

    def add(self, wanted: Wanted, new: list[str] | None = None) -> int:
        """The id of an address, which is queued where it is wanted; where it was not known before, it is added to `new`."""
        address, is_new = self.crawl_store.add(wanted)
        if is_new and not wanted.why:
            self.known += 1
            if new is not None and wanted.role is Role.PAGE:
                new.append(wanted.url)
        return address
