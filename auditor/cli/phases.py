"""The phases of an audit, each able to run later on the same folder: look (crawl, measure, walk), judge, tell."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from auditor import __version__
from auditor.cli.browsing import measure_pages, walk_shop
from auditor.cli.progress import Voice
from auditor.cli.readers import Job, Readers, Task, dismiss
from auditor.cli.walls import KEEPS_OUT, kept_out, log_in_wall, not_followed, robot_wall
from auditor.core import memory
from auditor.core.assemble import audit_of
from auditor.core.audit import Audit, Limit, Tool, to_json
from auditor.core.check import Check
from auditor.core.config import Config
from auditor.core.errors import AuditorError, Incomplete
from auditor.core.ledger import Bench, Ledger
from auditor.core.records import Failure, Site
from auditor.core.store import State, Store, results
from auditor.core.store.store import saying
from auditor.facts import numbers, privacy
from auditor.facts.links import origin, resolve
from auditor.facts.shop import KINDS, Shop
from auditor.facts.site import site_of
from reports import html
from spiders import crawl as crawling
from spiders.credentials import NONE, Credentials
from spiders.gate import Refusal, bare_host
from spiders.plan import Ears, Plan
from spiders.rendering.options import RenderOptions

TOOL = Tool("storefront-auditor", __version__)


def begin(folder: Path, url: str, config: Config, keys: Credentials = NONE) -> Store:
    """A new audit in a folder: the address, the options, the time. Of its `keys` it is kept that there are some."""
    seeds = seeds_of(config.crawl.urls, url)
    return Store.create(folder, {
        "seeds": seeds, "url": url, "options": config, "with_access": keys.given, "started_at": now()})


def seeds_of(file: str, shop: str) -> list[str]:
    """The addresses in a file, one a line, each in its one spelling; what is no address of the shop's host is a mistake."""
    if not file:
        return []
    try:
        lines = Path(file).read_text(encoding="utf-8-sig").split()
    except (OSError, UnicodeDecodeError) as error:
        raise AuditorError(f"The addresses in {file} cannot be read: {error}.") from error
    seeds = [resolve(shop, line) for line in lines]
    for line, seed in zip(lines, seeds, strict=True):
        if seed is None or bare_host(seed[0]) != bare_host(shop):
            raise AuditorError(f"{file}: {line} is no address of {urlsplit(shop).netloc}.")
    return list(dict.fromkeys(seed[0] for seed in seeds))


def config_of(store: Store, name: str) -> Config | None:
    """The configuration that was kept under a name."""
    kept = store.get(name)
    return msgspec.convert(kept, Config) if kept is not None else None


def is_crawled(store: Store) -> bool:
    """Whether the crawl of an audit came to its end."""
    return "crawl" in store.get("done", [])


def may_look(store: Store) -> bool:
    """Whether the browser may go to the shop: the crawl came to its end, and not because the shop wants no more visits."""
    return is_crawled(store) and not store.get("turned_away", "")


def is_finished(store: Store) -> bool:
    """Whether nothing of an audit is left to do."""
    return {"crawl", "report"} <= set(store.get("done", []))


def needs_crawl(store: Store) -> None:
    """Raise AuditorError when the crawl of a folder is not finished."""
    if not is_crawled(store):
        raise AuditorError(f"The crawl in {store.folder} is not finished: `auditor resume {store.folder}` goes on with it.")


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def everything(store: Store, config: Config, checks: Sequence[Check], voice: Voice, keys: Credentials = NONE) -> Audit:
    """Whatever of an audit is not done yet, up to its report. After an interrupt, what was seen is judged and told."""
    finished = set(store.get("done", []))
    with interruptible(store):
        if "crawl" not in finished:
            look(store, config, checks, voice, keys)
        elif {"browser", "journey"} - finished:
            store.put("incomplete_because", why_incomplete(Shop(store), store.get("turned_away", "")))
        if may_look(store):
            shop = Shop(store)
            if "browser" not in finished:
                measure_pages(store, shop, config, voice, keys)
            if "journey" not in finished:
                walk_shop(store, shop, config, voice, keys)
        judge(store, config, checks, voice)
        return tell(store, config, checks, voice)


@contextmanager
def interruptible(store: Store) -> Iterator[None]:
    """An interrupt ends whatever runs at once; nothing that was seen is lost."""
    try:
        yield
    except KeyboardInterrupt:
        store.commit()
        raise Incomplete(f"Interrupted. `auditor resume {store.folder}` goes on from here.") from None


def look(
        store: Store, config: Config, checks: Sequence[Check], voice: Voice, keys: Credentials = NONE,
        only_home: bool = False) -> None:
    """Crawl, and read and judge pages meanwhile. What was seen stays, whatever happens."""
    url = store.get("url")
    part = config.crawl
    plan = Plan(url, part.max_pages, part.max_time, part.max_depth, part.external_links, only_home, agent(part.contact),
                tuple(store.get("seeds", ())), keys, rendering(config), part.allow_private, part.timeout, config.journey.own_shop)
    limits = crawling.limits_for(url, part.concurrency, part.rate, plan.own_shop)
    voice.phase("Crawling", url)
    store.put("one_page", only_home)
    results.forget_called(store)
    with reading(store, config, checks, voice) as readers:
        ears = Ears(voice.crawled, lambda kept: readers.offer(map(Job, kept)), lambda: read_up(store, readers), voice.line)
        end = crawling.crawl(plan, limits, store, ears)
        readers.finish()
    given = {"max-pages": part.max_pages, "max-time": part.max_time, "max-depth": part.max_depth}
    store.put("limits", [Limit(name, given[name]) for name in end.limits])
    store.put("turned_away", end.stopped if end.turned_away else "")
    store.put("incomplete_because", why_incomplete(Shop(store), end.stopped))
    if end.stopped != crawling.INTERRUPTED:
        store.done("crawl")


def rendering(config: Config) -> RenderOptions:
    """How to read pages in a browser."""
    return RenderOptions(
        config.rendering, config.crawl.contact, None if config.browser.sandbox else False, config.browser.loopback_only)


def read_up(store: Store, readers: Readers) -> None:
    """Read what was fetched so far, by an audit that was cut short too."""
    readers.finish()
    store.commit()
    readers.offer(map(Job, results.unread(store)))
    readers.finish()
    store.commit()


@contextmanager
def reading(store: Store, config: Config, checks: Sequence[Check], voice: Voice) -> Iterator[Readers]:
    """Readers for the pages of an audit. What other checks, other options or another version said before is forgotten."""
    options = {check.id: config.options_of(check.id) for check in checks}
    url = store.get("url")
    home = origin(url) if store.get("one_page") else url
    task = Task(store.folder, home, url, tuple(check.id for check in checks), options)
    if store.get("read_for") != [TOOL.version, list(task.checks), options]:
        results.clear_pages(store)
        store.put("read_for", [TOOL.version, list(task.checks), options])
    readers = Readers(store, task, voice.judged)
    try:
        yield readers
    finally:
        readers.close()


def agent(contact: str) -> str:
    return f"StorefrontAuditor/{__version__}" + (f" (+{contact})" if contact else "")


def why_incomplete(shop: Shop, stopped: str) -> str:
    """The sentence that says why an audit is not complete, or ""."""
    if stopped == crawling.INTERRUPTED:
        return f"Interrupted after {len(shop.page_ids)} pages. `auditor resume {shop.folder}` goes on from here."
    if because := log_in_wall(shop):
        return because
    if shop.home is None:
        return no_home(shop)
    if because := robot_wall(shop) or not_followed(shop):
        return because
    left = int((shop.crawled.every["state"][1:] == State.QUEUED).sum())
    if stopped or (left and not shop.time_was_up):
        because = stopped or "they were never answered"
        return f"Stopped after {len(shop.page_ids)} pages, with {left} addresses left: {because}."
    return ""


def no_home(shop: Shop) -> str:
    """Why the shop's first address led to no page."""
    host = urlsplit(shop.url).netloc
    asked = shop.crawled.id_of(shop.url)
    if asked is None:
        return f"{host} was not asked: the crawl ended before it began."
    final = shop.crawled.final_of(asked)
    if final.why == Refusal.OTHER_HOST:
        return f"{host} sends its visitors on to {final.url}: audit that address."
    if final.why == Refusal.PRIVATE:
        return f"{host} has a private address: `--allow-private` lets it be asked (see docs/polite-guest.md)."
    if final.why:
        return f"Nothing of {host} may be seen: {final.why}. Where the shop is yours, let StorefrontAuditor in there."
    if shop.crawled.loops[asked]:
        return f"{host} sends its visitors round in a circle of redirects."
    if final.failure is Failure.WALL or final.status in KEEPS_OUT:
        return kept_out(host, final.status)
    if final.failure:
        return f"{host} gave no answer: {final.failure}."
    if final.status and not 200 <= final.status < 300:
        return f"{host} answered with an error ({final.status}) where its home page should be."
    return f"{host} did not answer with an HTML page."


def judge(store: Store, config: Config, checks: Sequence[Check], voice: Voice) -> None:
    """Put the checks to everything that was seen, and keep what comes of it."""
    voice.phase("Judging", f"{len(checks)} checks")
    store.put("done", [phase for phase in store.get("done", []) if phase not in ("judge", "report")])
    shop = read_rest(store, config, checks, voice)
    dismiss()
    store.settle()
    memory.give_back()
    ledger = Ledger(store, Bench(tuple(checks), {check.id: config.options_of(check.id) for check in checks}, shop.url))
    ledger.enter_pages()
    site = site_of(shop, store, complete=not store.get("incomplete_because", "") and not store.get("limits", []))
    for browser in store.browsers():
        ledger.judge(browser, f"{browser.page_kind} on {browser.device}", site)
    for journey in store.journeys():
        ledger.judge(journey, journey.device, site)
    if shop.home is not None:
        ledger.judge(site, "shop")
    ledger.close()
    keep_numbers(store, shop, site)


def read_rest(store: Store, config: Config, checks: Sequence[Check], voice: Voice) -> Shop:
    """Read the pages that no reader has read yet, then anew those of which others know better what they are."""
    shop = Shop(store)
    with reading(store, config, checks, voice) as readers:
        read_up(store, readers)
        readers.offer(Job(address, kind, because) for address, (kind, because) in shop.called.items()
                      if KINDS[shop.own_kinds[address]] is not kind)
        readers.finish()
    shop.forget_readings()
    return shop


def keep_numbers(store: Store, shop: Shop, site: Site) -> None:
    """Keep the numbers that the audit tells of the shop."""
    store.put("shop", numbers.shop_of(site))
    store.put("pages", numbers.pages_of(shop, site))
    store.put("links", numbers.links_of(site))
    store.put("departments", site.departments)
    store.put("unread", numbers.unread_of(shop))
    store.put("own_contacts", privacy.own_contacts(shop))
    store.put("finished_at", now())
    store.commit()


def told_audit(store: Store, checks: Sequence[Check], config: Config) -> Audit:
    """The audit as everybody may read it."""
    own = msgspec.convert(store.get("own_contacts", {}), privacy.Own)
    return privacy.masked_audit(audit_of(store, checks, config, TOOL), own)


def tell(store: Store, config: Config, checks: Sequence[Check], voice: Voice) -> Audit:
    """Write audit.json and report.html."""
    audit = told_audit(store, checks, config)
    write(store.folder / "audit.json", to_json(audit))
    write(store.folder / "report.html", html.render(audit, store.folder).encode())
    store.done("report")
    return audit


def write(file: Path, content: bytes) -> None:
    """Put a whole file in its place at once, so that nobody ever sees half of it."""
    with saying(file.parent):
        half = file.with_suffix(".half")
        half.write_bytes(content)
        half.replace(file)
