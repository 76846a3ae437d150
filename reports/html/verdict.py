"""Section 1, the verdict: one sentence, the score with its scale, what to mend first and what works."""

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit, PrincipleScore
from auditor.core.records import Journey, Reach, Stop
from reports.html.bands import Rated, rated, whole
from reports.html.defects import LEAST_GAIN, Defect, gain_words, is_held, on_pages
from reports.html.devices import device_kind
from reports.html.section import Section
from reports.html.words import capitalised, count, cut, in_words, listing, say, sentence

MENDS = 5
WORKS = 3
WORKS_FROM = 75
TITLE_LENGTH = 120
LOSES_BELOW = 90
SHORT_WAY_CLICKS = 6


class Mend(Struct, frozen=True):
    """A line of the list of mends. `adds` are its points without the limit that a blocker sets."""

    defect: Defect
    adds: float
    gain: Markup
    pages: Markup
    lifts: bool


class Line(Struct, frozen=True):
    """What works, and the principle that this counts for."""

    title: str
    principle: Markup


class Verdict(Struct, frozen=True):
    """`total` is what the checks add up to without the limit, `limit` what an open blocker holds the score at.

    `follows` and `together` are the scores once the first or all of `mends` are mended, None where these do not lift the limit.
    """

    score: Rated
    total: float
    limit: int | None
    today: Markup
    follows: Rated | None
    follows_because: Markup
    rests: Markup
    mends_title: Markup
    mends: tuple[Mend, ...]
    together: Rated | None
    works: tuple[Line, ...]


def verdict(audit: Audit, defects: tuple[Defect, ...]) -> Section:
    worth = [defect for defect in defects if not defect.review and (defect.gain >= LEAST_GAIN or defect.blocks)]
    mended = tuple(mend(audit, defect) for defect in worth[:MENDS])
    lifting = tuple(one for one in mended if one.lifts)
    locked = any(defect.blocks for defect in worth[MENDS:])
    number = len(lifting or mended)
    because = say("verdict.follows_blocker" if lifting else "verdict.follows", number, words=in_words(number))
    body = Verdict(
        score=rated(audit.score), total=total(audit), limit=limit(audit), today=today(audit, defects),
        follows=None if locked else after(audit, lifting or mended), follows_because=because, rests=rests(audit),
        mends_title=mends_title(audit, mended), mends=mended, together=None if locked else after(audit, mended),
        works=works(audit))
    return Section("verdict", headline(audit, defects), body)


def total(audit: Audit) -> float:
    return audit.uncapped if audit.uncapped is not None else audit.score.value or 0


def limit(audit: Audit) -> int | None:
    return whole(audit.score.value) if is_held(audit) else None


def after(audit: Audit, mends: tuple[Mend, ...]) -> Rated | None:
    """The score once these are mended, all blockers among them."""
    if audit.score.value is None or not mends:
        return None
    counted = audit.score.counted, audit.score.asked
    return rated(type(audit.score)(min(100, total(audit) + sum(one.adds for one in mends)), *counted))


def mend(audit: Audit, defect: Defect) -> Mend:
    return Mend(defect, round(defect.gain, 2), gain_words(audit, defect), on_pages(defect), defect.blocks and is_held(audit))


def mends_title(audit: Audit, mends: tuple[Mend, ...]) -> Markup:
    if not mends:
        return say("verdict.mends_unknown" if audit.score.value is None else "verdict.mends_none")
    return say("verdict.mends", len(mends), words=in_words(len(mends)))


def today(audit: Audit, defects: tuple[Defect, ...]) -> Markup:
    """The line beside the pin."""
    value = audit.score.value
    if value is None:
        return say("verdict.today_none")
    blockers = sum(defect.blocks for defect in defects)
    if limit(audit) is None or not blockers:
        return say("verdict.today", value=whole(value))
    return say("verdict.today_held", blockers, value=whole(value), total=whole(total(audit)), words=in_words(blockers))


def rests(audit: Audit) -> Markup:
    score = audit.score
    basis = say("verdict.rests", score.asked, counted=score.counted, pages=count("page", audit.pages.fetched))
    left = score.asked - score.counted
    more = [say("verdict.unmeasured", left)] if left else []
    more += [say("verdict.rests_unsure")] if rated(score).unsure else []
    return Markup(" ").join((basis, *more))


def works(audit: Audit) -> tuple[Line, ...]:
    """What the weightiest principles that do well have to show: the weightiest check of each that found nothing wrong."""
    well = [one for one in audit.principles if (one.score.value or 0) >= WORKS_FROM and not rated(one.score).unsure]
    well.sort(key=lambda one: -one.weight * (one.score.value or 0))
    return tuple(line for principle in well if (line := works_line(audit, principle)))[:WORKS]


def works_line(audit: Audit, principle: PrincipleScore) -> Line | None:
    passes = [check for check in audit.checks if check.principle == principle.id and check.outcome == "pass"]
    if not passes:
        return None
    weightiest = max(passes, key=lambda check: (check.weight, check.pages_asked))
    behind = say("verdict.works", principle=principle.title, value=whole(principle.score.value or 0))
    return Line(sentence(cut(weightiest.title, TITLE_LENGTH)), behind)


def headline(audit: Audit, defects: tuple[Defect, ...]) -> Markup:
    """The verdict in two sentences of owner's words."""
    if not audit.shop.looks_like_a_shop:
        return say("verdict.no_shop")
    if audit.score.value is None:
        return say("verdict.no_score")
    if rated(audit.score).unsure and not audit.journeys:
        return say("verdict.unsure") + Markup(" ") + costs(audit, defects)
    return Markup(" ").join((way(audit), costs(audit, defects)))


def way(audit: Audit) -> Markup:
    """Whether customers can buy; without a walk, how the shop does as a whole."""
    walked = [journey for journey in audit.journeys if journey.reached]
    stopped = [journey for journey in walked if journey.stop == Stop.SHOP]
    arrived = [journey for journey in walked if journey.reached == Reach.CHECKOUT]
    if stopped:
        return way_stopped(stopped, arrived)
    if not arrived or len(arrived) < len(walked):
        return say(f"verdict.band.{rated(audit.score).band}")
    clicks = max((journey.clicks_to_checkout or 0 for journey in arrived), default=0)
    key = "verdict.way.short" if 0 < clicks <= SHORT_WAY_CLICKS else "verdict.way.open"
    return say(key, clicks, devices=on_devices(arrived), words=in_words(clicks))


def way_stopped(stopped: list[Journey], arrived: list[Journey]) -> Markup:
    where = say(f"verdict.stopped_at.{stopped[0].reached}")
    if arrived:
        return say("verdict.way.split", bad=capitalised(on_devices(stopped)), where=where, good=on_devices(arrived))
    return say("verdict.way.stopped", devices=capitalised(on_devices(stopped)), where=where)


def on_devices(journeys: list[Journey]) -> Markup:
    return listing([say(f"device.on.{device_kind(journey.device)}") for journey in journeys])


def costs(audit: Audit, defects: tuple[Defect, ...]) -> Markup:
    """Where most points are lost."""
    told = "short-path" if any(journey.stop == Stop.SHOP for journey in audit.journeys) else ""
    losing = [one for one in audit.principles if one.lost and (one.score.value or 0) < LOSES_BELOW and one.id != told]
    losing.sort(key=lambda one: -(one.lost or 0))
    weak = [say(f"principle.weak.{one.id}") for one in losing[:2]]
    blockers = sum(defect.blocks for defect in defects)
    if blockers and weak and not told:
        return say("verdict.costs_blocker", blockers, words=capitalised(in_words(blockers)), weak=weak[0])
    return say("verdict.costs", weak=listing(weak)) if weak else say("verdict.costs_none")
