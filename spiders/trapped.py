"""What is kept of the addresses that were held back, and the record that is made of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import prod

from auditor.core.records import Trap, TrapCause
from spiders.features import name_at, stem_of
from spiders.hashes import Hashes
from spiders.spelling import address

MOST_VALUES = 1000
MOST_NAMES = 200
MOST_RULES = 10
ENDLESS = frozenset({TrapCause.SESSIONS, TrapCause.CALENDAR, TrapCause.PAGINATION, TrapCause.PATHS})
OF_PARAMETERS = frozenset({TrapCause.FACETS, TrapCause.SORTING, TrapCause.SWITCHES, TrapCause.SESSIONS, TrapCause.TRACKING})
ADVICE = {
    TrapCause.FACETS: "Let search engines into single filters that people search for at most, and keep them out of the others by "
                      "robots.txt, or name the unfiltered list in rel=canonical of every filtered one.",
    TrapCause.PATH_FACETS: "Name the unfiltered list in rel=canonical of every filtered one, and mark links that add a second "
                           "filter rel=nofollow or make them buttons.",
    TrapCause.SORTING: "Name the list in its usual order in rel=canonical of all others, and keep robots out of the parameters.",
    TrapCause.SWITCHES: "Switch the currency by a form that sends POST and a cookie; give each language one address of its own, "
                        "named by hreflang.",
    TrapCause.SESSIONS: "Keep the session in a cookie and never in an address.",
    TrapCause.TRACKING: "Take tracking parameters off the shop's own links, and name the address without them in rel=canonical.",
    TrapCause.ORDER: "Write the parameters of every link in one order, and name that address in rel=canonical.",
    TrapCause.CASE: "Redirect (301) every spelling to the one in lower case, and link to that alone.",
    TrapCause.SLASH: "Choose the address with or without its last slash, redirect (301) the other, and link to the chosen one.",
    TrapCause.INDEX: "Link to the folder alone and redirect (301) its index page to it.",
    TrapCause.DUPLICATES: "Give each product one address, and name it in rel=canonical of all others.",
    TrapCause.CALENDAR: "Link to the months that hold something alone, and answer all others with 404.",
    TrapCause.PAGINATION: "Link to no page after the last, and answer a page number that is too high with 404.",
    TrapCause.PATHS: "Write links from the root (/lamps/) instead of relative ones (lamps/), and answer paths that repeat "
                     "themselves with 404.",
}


class Held:
    """The addresses of one cause: how many were fetched in vain and held back, the first of them, and what varied in them."""

    def __init__(self) -> None:
        self.fetched = 0
        self.example = ""
        self.pattern = ""
        self.values: dict[str, set[str]] = {}
        self.together: set[str] = set()
        self._addresses = Hashes()
        self.places = Hashes()

    @property
    def count(self) -> int:
        """How many addresses were held back."""
        return len(self._addresses)

    def hold(self, url: str, names: set[str], together: set[str], place: int) -> None:
        """Note an address that is held back: the dull names of this cause, those of every cause, and a hash of what remains."""
        if not self._addresses.add(hash(url)):
            return
        self.places.add(place)
        self.together |= together
        for name in names:
            self._note(url, name)
        self.see(url, names)

    def see(self, url: str, names: set[str]) -> None:
        """Keep the first address as the example."""
        if not self.example:
            self.example, self.pattern = url, pattern_of(url, names)

    def respell(self, url: str, one: str) -> None:
        """Note an address that is known under another spelling."""
        if not self._addresses.add(hash(url)):
            return
        self.places.add(hash(one))
        left = {pair for pair in address(url).pairs if pair not in address(one).pairs}
        names = {f"?{name}" for name, _ in left or address(url).pairs}
        for name in names:
            self._note(url, name)
        self.see(url, names)

    def _note(self, url: str, name: str) -> None:
        if len(self.values) >= MOST_NAMES and name not in self.values:
            return
        seen = self.values.setdefault(name, set())
        if len(seen) < MOST_VALUES:
            seen.update(value for key, value in address(url).pairs if f"?{key}" == name)


def values_seen(every: Iterable[Held]) -> dict[str, int]:
    """How many values each name had. Words of a path that share a stem are values of that."""
    seen: dict[str, set[str]] = defaultdict(set)
    for held in every:
        for name, values in held.values.items():
            seen[parameter_of(name)] |= values if name[0] == "?" else {name}
    return {name: len(values) for name, values in seen.items()}


def parameter_of(name: str) -> str:
    return stem_of(name) or name if name[0] == "/" else name


def trap(cause: TrapCause, held: Held, values: Mapping[str, int]) -> Trap:
    """The record of one trap; `values` says of every name in any trap how many values it had."""
    names = tuple(sorted(held.values))
    return Trap(
        cause, held.pattern, held.example, tuple(name.lstrip("?/#") or name for name in names), held.fetched, held.count,
        combinations(cause, held, values), rules(cause, names), ADVICE[cause])


def combinations(cause: TrapCause, held: Held, values: Mapping[str, int]) -> int | None:
    """Places × every choice of values, none among them; never fewer than were met."""
    if cause in ENDLESS:
        return None
    if cause in (TrapCause.TRACKING, TrapCause.ORDER):
        return held.count + len(held.places)
    if cause is TrapCause.DUPLICATES and not any(name[0] == "?" for name in held.values):
        return held.count + held.fetched
    parameters = {parameter_of(name) for name in held.together | held.values.keys()}
    return max(len(held.places) * prod(values.get(name, 1) + 1 for name in parameters), held.count + held.fetched)


def rules(cause: TrapCause, names: tuple[str, ...]) -> tuple[str, ...]:
    """Rules for robots.txt that keep robots out of parameters; a rule for a path could shut out products."""
    if cause not in OF_PARAMETERS:
        return ()
    parameters = [name[1:] for name in names if name[0] == "?"]
    return tuple(f"Disallow: /*{mark}{name}=" for name in parameters[:MOST_RULES] for mark in "?&")


def pattern_of(url: str, names: set[str]) -> str:
    """An address with `*` for the values of these names."""
    segments, slash, pairs = address(url)
    path = "/".join("*" if name_at(segments, place) in names else segment for place, segment in enumerate(segments))
    query = "&".join(f"{name}=*" if f"?{name}" in names else f"{name}={value}" for name, value in pairs)
    return f"/{path}{'/' if slash else ''}{'?' if query else ''}{query}"
