"""The trap guard: learns which parts of addresses bring nothing new, and holds back what differs from known ones in these alone.

Every page that was fetched is compared with what was known before it. Where an address without one of its parts (or with
another value of it) was asked before, the page is a trial of that part: it brought news, or nothing. A part whose trials
brought nothing many times in a row is *dull*: at one place, in one family, or in the whole shop. An address is held back only
if it has dull parts **and** the address that remains without them was asked for already, with or without such parts. So the
first address of every product is always asked for, whatever hangs on it; what names a product or a list is never dull.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from auditor.core.records import Trap, TrapCause
from spiders.features import OPAQUE_SEGMENT, TWINS, Feature, features, shape, signature, stem_of, without, words
from spiders.hashes import Hashes
from spiders.spelling import address, names_a_product, spelled
from spiders.trapped import Held, trap, values_seen

# How many trials without news in a row make a part dull. Filters are given more than what by its nature only re-orders.
TRIALS = 24
FEWER_TRIALS = 12
FEWER = frozenset({TrapCause.SORTING, TrapCause.SWITCHES, TrapCause.SESSIONS, TrapCause.SLASH, TrapCause.CASE, TrapCause.INDEX})
LEAST_TRIALS = 6  # of page numbers, after many lists were seen to go on for ever
WIDER = 2  # times as many in the whole shop as at one place
REPEAT_WEIGHT = 4  # of a page that is in all its words one that is known
# Of single filters that are dull elsewhere, at each place: all that a list has, since one may alone lead to a product. Cut
# are their combinations. Beyond that, more are tried while news outnumber such trials.
PLACE_TRIALS = 64
TRIED_AT_EACH_PLACE = frozenset({TrapCause.FACETS, TrapCause.PATH_FACETS})
WEIGHTED = frozenset({*FEWER, TrapCause.PATH_FACETS, TrapCause.PATHS, TrapCause.DUPLICATES})
UNKNOWN_RATE = 0.5
WORD_RATE = 0.25  # of a word that was dull before: what has never brought news is suspected first


class Traps:
    """What one crawl has learnt of the shop's addresses. Addresses come in as `spelled` gives them.

    All depends on the order in which pages are learnt, and on nothing else: `replay` brings back the state after a kill.
    """

    def __init__(self) -> None:
        self._learnt = Hashes()     # signatures of addresses that were fetched
        self._varied = Hashes()     # (rest, feature) of those; and what remained of addresses that were let through for it
        self._flying: set[int] = set()  # both, of addresses that were let through and are not learnt yet
        self._spellings = Hashes()  # addresses of several parameters, as written and in their one spelling
        self._texts = Hashes(32), Hashes(32)  # halves of the fingerprints of pages
        self._words = Hashes(32)    # what addresses named that were met
        self._runs: dict[int, int] = {}                                 # by scope: trials without news since the last with some
        self._rates: dict[str, list[int]] = defaultdict(lambda: [0, 0])  # by feature: trials with news, and without
        self._twins: dict[str, None] = {}                               # those of TWINS that any address had
        self._ever_dull: set[str] = set()                               # features, and stems of words, that were dull somewhere
        self._places: dict[int, int] = {}                               # by what remains of an address: trials of dull filters
        self._news = self._in_vain = 0                                  # pages with news; all trials of dull filters
        self._filters: set[str] = set()                                 # words of paths that made pages unlike all others
        self._endless = 0                                               # lists whose page numbers were seen to have no end
        self._held: dict[TrapCause, Held] = defaultdict(Held)

    # ---- before a fetch

    def admits(self, url: str) -> bool:
        """Whether an address may be asked for: False when it would bring nothing that is not known."""
        return self.refusal(url) is None

    def refusal(self, url: str) -> TrapCause | None:
        """Why an address is held back, or None. One that was let through once always is."""
        one = address(url)
        own = signature(one)
        if own in self._learnt or own in self._flying:
            return None
        parts = parts_of(url)
        known = [part for part in parts if part.name in self._ever_dull or stem_of(part.name) in self._ever_dull]
        family = shape(one) if known else 0
        dull = [part for part in known if self._is_dull(part, family)] or self._twins_of(own)
        if not dull or self._is_uncovered(url, dull) or self._is_tried_here(url, dull):
            self._flying.update(marks(own, parts))
            return None
        return self._hold(url, dull)

    def _twins_of(self, own: int) -> list[Feature]:
        """What sets an address apart from a twin that was asked for, where such twins are known to be one page."""
        return [Feature(name, CAUSE_OF_TWIN[name], own) for name in TWINS if name in self._ever_dull and name != OPAQUE_SEGMENT
                and self._runs.get(hash(("shop", name)), 0) >= FEWER_TRIALS and self._was_varied(hash((own, name)))]

    def _was_varied(self, mark: int) -> bool:
        return mark in self._varied or mark in self._flying

    def _is_dull(self, part: Feature, family: int) -> bool:
        run = self._runs.get
        return any(run(scope, 0) >= limit for scope, limit in self._scopes(part, family)) and (
            not part.is_word or run(hash(("shop", part.name)), 0) > 0)

    def _scopes(self, part: Feature, family: int) -> Iterator[tuple[int, int]]:
        """Where trials of a part are counted, from near to far, with how many make it dull there."""
        limit = FEWER_TRIALS if part.cause in FEWER else TRIALS
        if part.is_word:
            yield hash(("shop", part.name)), limit
            if stem := stem_of(part.name):
                yield hash(("shop", stem)), limit * WIDER
        elif part.name in TWINS:
            yield hash(("shop", part.name)), limit
        elif part.cause is TrapCause.PAGINATION:
            yield hash((part.rest, part.name)), max(LEAST_TRIALS, limit - self._endless)
        else:
            yield hash((part.rest, part.name)), limit
            yield hash((family, part.name)), limit
            yield hash(("shop", part.name)), limit * WIDER

    def _is_uncovered(self, url: str, dull: list[Feature]) -> bool:
        """Whether what remains without the dull parts was never asked for; from now on it was."""
        left = remains(url, dull)
        covers = (left, *(hash((left, part.name)) for part in dull))
        if left in self._learnt or any(map(self._was_varied, covers)):
            return False
        return self._varied.add(left)

    def _is_tried_here(self, url: str, dull: list[Feature]) -> bool:
        """Whether a single filter that is dull elsewhere is tried at this place all the same: it may alone lead to a product."""
        if len(dull) > 1 or dull[0].cause not in TRIED_AT_EACH_PLACE:
            return False
        place = remains(url, dull)
        before = self._places.get(place, 0)
        if before >= PLACE_TRIALS and self._in_vain >= self._news:
            return False
        self._places[place] = before + 1
        self._in_vain += 1
        return True

    def _hold(self, url: str, dull: list[Feature]) -> TrapCause:
        place, names = remains(url, dull), {part.name for part in dull}
        causes = [self._cause(url, part) for part in dull]
        for cause in dict.fromkeys(causes):
            self._held[cause].hold(url, {part.name for part, own in zip(dull, causes, strict=True) if own is cause}, names, place)
        return causes[0]

    def _cause(self, url: str, part: Feature) -> TrapCause:
        """What a part makes; the last word of a path that was never seen to filter names one page under many folders."""
        if part.name in self._held[TrapCause.PATHS].values:
            return TrapCause.PATHS
        last = part.is_word and part.name not in self._filters and f"/{address(url).segments[-1]}" == part.name
        return TrapCause.DUPLICATES if last and part.cause is TrapCause.PATH_FACETS else part.cause

    # ---- after a fetch

    def fresh(self, url: str, met: Iterable[str]) -> int:
        """How many of the addresses that were first met on a page lead out of its family and name something new.

        `met` are those that no page or sitemap named before. What comes of it goes into `learned`, and into the store.
        """
        family = shape(address(url))
        count = 0
        for other in map(address, met):
            new = [self._words.add(word) for word in words(other)]
            count += any(new) and (any(names_a_product(name) for name, _ in other.pairs) or shape(other) != family)
        return count

    def learned(self, url: str, text_hash: int, new_links: int) -> None:
        """Take in a page: its address, its `fingerprint` (0 for a redirect or an error page), and what `fresh` said of it.

        Tell of answers alone: a server that fails teaches nothing of its addresses.
        """
        one = address(url)
        own, parts = signature(one), parts_of(url)
        prose, whole = self._is_new_text(text_hash)
        tried = [part for part in parts if part.rest in self._learnt or hash((part.rest, part.name)) in self._varied]
        tried += [Feature(name, CAUSE_OF_TWIN[name], own) for name in self._twins if hash((own, name)) in self._varied]
        family = shape(one) if tried else 0
        if prose or new_links:
            self._credit(url, tried, family)
        else:
            self._debit(url, tried, family, repeats=not whole)
        for part in parts:
            if part.name in TWINS:
                self._twins[part.name] = None
            if part.cause is TrapCause.SESSIONS:
                self._twins[OPAQUE_SEGMENT] = None
                self._held[part.cause].see(url, {part.name})
        self._learnt.add(own)
        for mark in marks(own, parts):
            self._varied.add(mark)
            self._flying.discard(mark)

    def _is_new_text(self, text_hash: int) -> tuple[bool, bool]:
        """Whether a page's own words are new, and whether all of its words are."""
        if not text_hash:
            return False, False
        own, every = self._texts
        return own.add(text_hash >> 32), every.add(text_hash)

    def knows(self, text_hash: int) -> bool:
        """Whether a page with these very words was learnt."""
        return text_hash in self._texts[1]

    def _credit(self, url: str, tried: list[Feature], family: int) -> None:
        self._news += 1
        for part in tried:
            self._places.pop(remains(url, [part]), None)
            if not part.is_word:
                self._rates[part.name][0] += 1
            self._forget(part, family)

    def _forget(self, part: Feature, family: int) -> None:
        for scope, _ in self._scopes(part, family):
            self._runs.pop(scope, None)

    def _debit(self, url: str, tried: list[Feature], family: int, repeats: bool) -> None:
        """Blame the parts that have brought news most seldom. Page numbers are to blame only for a page that repeats another."""
        suspects = list(suspected(tried, repeats))
        least = min(map(self._rate, suspects), default=0)
        for part in tried:
            if part.cause is TrapCause.PAGINATION and not repeats:
                self._forget(part, family)
            elif part in suspects and self._rate(part) == least:
                self._blame(url, part, family, repeats)

    def _rate(self, part: Feature) -> float:
        if part.is_word:
            return WORD_RATE if hash(("shop", part.name)) in self._runs else UNKNOWN_RATE
        live, dull = self._rates.get(part.name, (0, 0))
        return live / (live + dull) if live + dull else UNKNOWN_RATE

    def _blame(self, url: str, part: Feature, family: int, repeats: bool) -> None:
        weight = REPEAT_WEIGHT if repeats and part.cause in WEIGHTED else 1
        if not part.is_word:
            self._rates[part.name][1] += 1
        elif not repeats:
            self._filters.add(part.name)
        for scope, limit in self._scopes(part, family):
            before = self._runs.get(scope, 0)
            self._runs[scope] = before + weight
            if before < limit <= before + weight:
                self._ever_dull.update((part.name, stem_of(part.name)) if part.is_word else (part.name,))
                self._endless += part.cause is TrapCause.PAGINATION
        self._held[self._cause(url, part)].fetched += 1

    # ---- before and after the crawl

    def spell(self, url: str) -> str:
        """An address in its one spelling. Met under several, it counts as held back."""
        one = spelled(url)
        if "&" in one:
            known = hash(one) in self._spellings or hash((one,)) in self._spellings
            if one != url:
                self._spellings.add(hash((one,)))
            again = self._spellings.add(hash(url)) and known
        else:
            again = one != url
        if again:
            self._held[TrapCause.ORDER if sorted(one) == sorted(url) else TrapCause.TRACKING].respell(url, one)
        return one

    def replay(self, rows: Iterable[tuple[str, int, int]], met: Iterable[str] = ()) -> None:
        """Learn again what was learnt: (address, fingerprint, fresh links) in the order of fetching, then the addresses met."""
        for url, text_hash, new_links in rows:
            self.refusal(url)
            self.learned(url, text_hash, new_links)
            self.fresh(url, (url,))
        for url in met:
            self.fresh(url, (url,))

    def traps(self) -> tuple[Trap, ...]:
        """Every trap that was met, the one with the most addresses held back first."""
        values = values_seen(self._held.values())
        found = [trap(cause, held, values) for cause, held in self._held.items()
                 if held.count or (cause is TrapCause.SESSIONS and held.fetched >= LEAST_TRIALS)]
        return tuple(sorted(found, key=lambda one: (-one.held_back, one.cause)))


CAUSE_OF_TWIN = dict(zip(TWINS, (TrapCause.SLASH, TrapCause.CASE, TrapCause.INDEX, TrapCause.SESSIONS), strict=True))


@lru_cache(maxsize=512)
def parts_of(url: str) -> tuple[Feature, ...]:
    return features(address(url))


def marks(own: int, parts: Iterable[Feature]) -> Iterator[int]:
    """What is remembered of an address, besides its signature: what it is without each part but the words."""
    yield own
    for part in parts:
        if not part.is_word:
            yield hash((part.rest, part.name))
        if part.cause is TrapCause.SESSIONS and part.name != OPAQUE_SEGMENT:
            yield hash((part.rest, OPAQUE_SEGMENT))


def suspected(tried: list[Feature], repeats: bool) -> Iterator[Feature]:
    """Parts that may be to blame for a page without news: of the words the deepest, page numbers where it repeats another."""
    word = next((part for part in tried if part.is_word), None)
    for part in tried:
        if part is word or (not part.is_word and (repeats or not (part.doubtful or part.cause is TrapCause.PAGINATION))):
            yield part


def remains(url: str, dull: list[Feature]) -> int:
    """The signature of what is left of an address without its dull parts."""
    return signature(without(address(url), {part.name for part in dull}))
