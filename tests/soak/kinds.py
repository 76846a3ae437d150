"""The kinds of misbehaviour that the pages of a soak take in turn, with what must be told of each."""

from collections.abc import Callable

from msgspec import Struct

from tests.shops.hostile.answers import PAGE, page, redirect
from tests.shops.hostile.server import Deed
from tests.shops.hostile.shops import ENDLESS, HEAVY, ODD, OF_THE_BODY, OF_THE_DOOR, OF_THE_WIRE, Ill

MOST_RUNGS = 10


class Kind(Struct, frozen=True):
    """What a page at a path does, and for which `reason` it is told as not read (to its end), "" where it is read.

    It is known by its `title`, where that is given. `finding` is the code of what is found of links to it.
    """

    does: Callable[[str], Deed]
    reason: str = ""
    title: str | None = None
    finding: str = ""
    is_page: bool = False


def always(does: Deed, **told: object) -> Kind:
    """The same at every path."""
    return Kind(lambda _: does, **told)


def unread(ill: Ill) -> Kind:
    return always(ill.does, reason=ill.reason, finding="LNK-01" if ill.broken else "")


def turned(path: str) -> Deed:
    """Back to where it came from, by way of another."""
    return redirect(path.removesuffix("/on") if path.endswith("/on") else f"{path}/on")


def climbed(path: str) -> Deed:
    """One rung up, for ever."""
    name, _, rung = path.partition("/rung-")
    return redirect(f"{name}/rung-{int(rung or 0) + 1}")


# A 429, or a wish to be left alone, makes the crawl go at a guest's pace for good: of 200,000 pages it would take a day.
SLOWING = ("/walls/429", "/walls/503")
KINDS: dict[str, Kind] = {
    **{f"wire{path}": unread(ill) for path, ill in (OF_THE_WIRE | OF_THE_DOOR).items() if path not in SLOWING},
    "wire/busy": always(page(b"Later", status=503), reason="answered 503"),
    **{f"body{path}": unread(ill) for path, ill in OF_THE_BODY.items()},
    **{f"endless{path}": always(does, reason=reason, is_page=True) for path, (does, reason) in ENDLESS.items()},
    **{f"heavy{path}": always(does, is_page=True) for path, does in HEAVY.items()},
    **{f"odd{path}": always(does, title=title, is_page=True) for path, (does, title) in ODD.items()},
    "odd/refresh": Kind(lambda path: page(b"<meta http-equiv=refresh content='0; url=%s'>" % path.encode() + PAGE, b"Refresh"),
                        title="Refresh", is_page=True),
    "way/round": Kind(turned, finding="LNK-06"),
    "way/ladder": Kind(climbed, finding="LNK-06"),
    "way/elsewhere": always(redirect("http://other.example/")),
    "way/private": always(redirect("http://10.0.0.1/")),
}
# Those that cost next to no time.
QUICK = tuple(name for name in KINDS if name.startswith(("odd/", "way/", "body/promised", "endless/deep", "heavy/script")) or name in (
    "wire/reset", "wire/closed", "wire/noise", "wire/not-gzip", "wire/to-file", "wire/chunks-cut", "wire/busy", "wire/cookies"))
BUSY = page(b"Busy", status=503)
GOOD = page(PAGE, b"Good")
