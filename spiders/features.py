"""What may vary in an address without a new page behind it, and the address that remains without it."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from auditor.core.records import TrapCause
from spiders.spelling import INDEX, YEAR, Address, cause_of_name, is_opaque, names_a_list, names_a_product, shape_of

SLASH, CASE, INDEX_PAGE, OPAQUE_SEGMENT = "slash", "case", "index", "*"
# An address may lack these and be the twin of one that has them.
TWINS = (SLASH, CASE, INDEX_PAGE, OPAQUE_SEGMENT)


class Feature(NamedTuple):
    """One thing that varies: its name (`?sort`, `/red`, `#page`, `*`, `slash`), what it makes if it is a trap, and the rest.

    `rest` is the signature of the address without it. `doubtful` when a lone parameter's name says nothing of what it is for: it
    may number products, so that nothing but a repeated page speaks against it.
    """

    name: str
    cause: TrapCause
    rest: int
    doubtful: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a segment of the path that a person can read."""
        return self.name[0] == "/"


def stem_of(name: str) -> str:
    """What segments of one filter share: `/colour-` of `/colour-red`; "" for a segment of one word."""
    head, _, tail = name.replace("_", "-").replace(":", "-").replace("=", "-").partition("-")
    return f"{head}-" if tail else ""


def signature(one: Address) -> int:
    """A hash that stands for an address within this process."""
    return hash(one)


def features(one: Address) -> tuple[Feature, ...]:
    """Everything that may vary in an address; what names a product or a list does not."""
    return (*of_query(one), *of_path(one), *of_spelling(one)) if one.pairs else (*of_path(one), *of_spelling(one))


def of_spelling(one: Address) -> Iterator[Feature]:
    segments, slash, pairs = one
    if slash:
        yield Feature(SLASH, TrapCause.SLASH, hash((segments, False, pairs)))
    if not "".join(segments).islower() and (lower := lowered(segments)) != segments:
        yield Feature(CASE, TrapCause.CASE, hash((lower, slash, pairs)))
    if segments and INDEX.fullmatch(segments[-1]):
        yield Feature(INDEX_PAGE, TrapCause.INDEX, hash((segments[:-1], len(segments) > 1, pairs)))


def lowered(segments: tuple[str, ...]) -> tuple[str, ...]:
    """The segments in lower case, but for those that nobody reads."""
    return tuple(segment if shape_of(segment) == OPAQUE_SEGMENT else segment.lower() for segment in segments)


def of_query(one: Address) -> Iterator[Feature]:
    segments, slash, pairs = one
    product = any(names_a_product(name) for name, _ in pairs)
    causes = {name: found for name, value in pairs if (found := cause_of_parameter(name, value, product))}
    for name, cause in causes.items():
        doubtful = len(causes) == 1 and not product and cause_of_name(name) is None
        yield Feature(f"?{name}", cause, hash((segments, slash, tuple(pair for pair in pairs if pair[0] != name))), doubtful)


def cause_of_parameter(name: str, value: str, product: bool) -> TrapCause | None:
    """What a parameter makes if it is a trap; None for one that says what is shown."""
    if names_a_product(name) or (names_a_list(name) and not product):
        return None
    if found := cause_of_name(name):
        return found
    if is_opaque(value):
        return TrapCause.SESSIONS
    return TrapCause.DUPLICATES if product else TrapCause.FACETS


def of_path(one: Address) -> Iterator[Feature]:
    """The segments, each once, the deepest first."""
    segments, slash, pairs = one
    dated = is_dated(segments)
    done = set()
    for place in range(len(segments) - 1, -1, -1):
        name = name_at(segments, place)
        if name not in done:
            done.add(name)
            again = name[0] == "/" and segments.count(segments[place]) > 1
            kind = TrapCause.PATHS if again else cause_in_path(name, dated)
            yield Feature(name, kind, hash((segments[:place] + segments[place + 1:], slash, pairs)))


def is_dated(segments: tuple[str, ...]) -> bool:
    """Whether a year stands among several segments."""
    return len(segments) > 1 and any(segment[:2] in ("19", "20") and YEAR.fullmatch(segment) for segment in segments)


def cause_in_path(name: str, dated: bool) -> TrapCause:
    if name[0] == "#":
        return TrapCause.CALENDAR if dated else TrapCause.PAGINATION
    return TrapCause.SESSIONS if name == OPAQUE_SEGMENT else TrapCause.PATH_FACETS


def name_at(segments: tuple[str, ...], place: int) -> str:
    """How the segment at a place is called: `/red`, `*`, or for a number `#` and the segment before it."""
    shape = shape_of(segments[place])
    if shape[0] == "#":
        return f"#{shape_of(segments[place - 1]) if place else ''}" if shape == "#" else shape
    return shape if shape == OPAQUE_SEGMENT else f"/{shape}"


def without(one: Address, names: Collection[str]) -> Address:
    """The address that remains without the features of these names."""
    segments, slash, pairs = one
    if INDEX_PAGE in names:
        segments, slash = segments[:-1], len(segments) > 1
    kept = tuple(segment for place, segment in enumerate(segments) if name_at(segments, place) not in names)
    if CASE in names:
        kept = lowered(kept)
    return Address(kept, slash and bool(kept) and SLASH not in names, tuple(pair for pair in pairs if f"?{pair[0]}" not in names))


def shape(one: Address) -> int:
    """A hash of what addresses of one family share: the path but for its numbers, and the names of the parameters."""
    return hash((tuple(map(shape_of, one.segments)), tuple(name for name, _ in one.pairs)))


def words(one: Address) -> Iterator[int]:
    """A hash of each thing an address names; what only orders, filters by number, or cannot be read names nothing."""
    for name, value in one.pairs:
        if cause_of_name(name) in (None, TrapCause.FACETS) and (names_a_product(name) or not is_opaque(value)):
            yield hash((name, value))
    dated = is_dated(one.segments)
    for place, segment in enumerate(one.segments):
        name = name_at(one.segments, place)
        if name[0] == "/":
            yield hash(name)
        elif name[0] == "#" and not dated:
            yield hash((name, segment))
