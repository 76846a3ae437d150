"""Section 4, speed: which pages make people wait, and what for."""

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit, BrowserResult
from auditor.core.records import PageKind
from reports.html.bands import whole
from reports.html.devices import DEVICES, GOOD_WAIT_MS, POOR_WAIT_MS, device_kind, wait_band
from reports.html.section import Section
from reports.html.words import say, seconds, size

KINDS = tuple(PageKind)
LEAST_SCALE_MS = 4750
ROOM_FOR_LABEL = 1.28


class Dot(Struct, frozen=True):
    """A wait on the plot. `x` is in per cent of its width."""

    x: float
    label: Markup


class Row(Struct, frozen=True):
    """A kind of page with the slowest page of it, on a phone and at a desk."""

    name: Markup
    phone: Dot | None
    desk: Dot | None
    slow: bool

    @property
    def rope(self) -> tuple[float, float] | None:
        """From where to where the line between the two dots goes."""
        return (self.desk.x, self.phone.x) if self.phone and self.desk else None


class Part(Struct, frozen=True):
    """A part of the worst wait; `x` and `width` in per cent."""

    name: Markup
    took: Markup
    x: float
    width: float
    longest: bool


class Measurement(Struct, frozen=True):
    """A row of the table: one page on one device."""

    url: str
    kind: Markup
    device: Markup
    score: Markup
    waits: tuple[tuple[Markup, Markup, str], ...]
    failure: str


class Speed(Struct, frozen=True):
    """`good` and `poor` are where the phone's bands end, in per cent."""

    rows: tuple[Row, ...]
    good: float
    poor: float
    worst: BrowserResult | None
    worst_where: Markup | None
    parts: tuple[Part, ...]
    measurements: tuple[Measurement, ...]
    conclusion: Markup


def speed(audit: Audit) -> Section:
    seen = [one for one in audit.browser if one.lcp_ms is not None]
    if not audit.browser:
        return Section("speed", say("speed.left_out" if "browser" in audit.left_out else "speed.not_made"))
    table = tuple(measurement(one) for one in sorted(audit.browser, key=by_kind))
    if not seen:
        return Section("speed", say("speed.unseen"), Speed((), 0, 0, None, None, (), table, say("speed.unseen")))
    scale = max(LEAST_SCALE_MS, max(one.lcp_ms or 0 for one in seen) * ROOM_FOR_LABEL)
    worst = slowest(seen)
    good, poor = percent(GOOD_WAIT_MS["phone"], scale), percent(POOR_WAIT_MS["phone"], scale)
    said = heading(worst)
    body = Speed(rows(seen, scale), good, poor, worst, worst_where(worst), parts(worst), table, said)
    return Section("speed", said, body, lede(seen))


def by_kind(one: BrowserResult) -> tuple[int, str, str]:
    return KINDS.index(one.page_kind), one.url, device_kind(one.device) == "desk"


def percent(ms: float, scale: float) -> float:
    return round(100 * ms / scale, 2)


def slowest(seen: list[BrowserResult]) -> BrowserResult:
    """The page that makes people wait longest, on a phone where phones were measured."""
    phones = [one for one in seen if device_kind(one.device) == "phone"]
    return max(phones or seen, key=lambda one: one.lcp_ms or 0)


def worst_where(worst: BrowserResult) -> Markup:
    return say("speed.worst", kind=say(f"kind.one.{worst.page_kind}"), device=say(f"device.on.{device_kind(worst.device)}"))


def heading(worst: BrowserResult) -> Markup:
    device = device_kind(worst.device)
    return say(
        f"speed.heading.{wait_band(worst.lcp_ms, device)}", one=say(f"kind.one.{worst.page_kind}"),
        time=say("unit.in_seconds", worst.lcp_ms / 1000), device=say(f"device.on.{device}"))


def lede(seen: list[BrowserResult]) -> Markup:
    runs = max(one.runs for one in seen)
    phone = next((one.profile for one in seen if device_kind(one.device) == "phone"), None)
    how = [say("speed.profile", speed=phone.down_kbps / 1000, cpu=phone.cpu)] if phone and phone.cpu > 1 else []
    return Markup(" ").join((say("speed.lede"), say("speed.runs", runs), *how, say("speed.laboratory")))


def rows(seen: list[BrowserResult], scale: float) -> tuple[Row, ...]:
    kinds = sorted({one.page_kind for one in seen}, key=KINDS.index)
    return tuple(row(kind, [one for one in seen if one.page_kind == kind], scale) for kind in kinds)


def row(kind: str, seen: list[BrowserResult], scale: float) -> Row:
    phone, desk = (max((one.lcp_ms for one in seen if device_kind(one.device) == device), default=None) for device in DEVICES)
    return Row(say(f"kind.name.{kind}"), dot(phone, scale), dot(desk, scale), wait_band(phone, "phone") == "poor")


def dot(ms: float | None, scale: float) -> Dot | None:
    return None if ms is None else Dot(percent(ms, scale), seconds(ms))


def parts(worst: BrowserResult) -> tuple[Part, ...]:
    """The worst wait from the click to the largest paint, cut where the server answered and where the first thing showed."""
    ends = (worst.ttfb_ms, worst.fcp_ms, worst.lcp_ms)
    if None in ends or not ends[0] <= ends[1] <= ends[2]:
        return ()
    starts = (0, *ends[:2])
    took = [end - start for start, end in zip(starts, ends, strict=True)]
    return tuple(
        Part(say(f"speed.part.{name}"), seconds(ms), percent(start, ends[2]), percent(ms, ends[2]), ms == max(took))
        for name, start, ms in zip(("server", "first", "largest"), starts, took, strict=True))


def measurement(one: BrowserResult) -> Measurement:
    device = device_kind(one.device)
    waits = (
        (say("speed.column.ttfb"), seconds(one.ttfb_ms), "none"),
        (say("speed.column.fcp"), seconds(one.fcp_ms), "none"),
        (say("speed.column.lcp"), spread(one, "lcp_ms"), wait_band(one.lcp_ms, device)),
        (say("speed.column.tbt"), seconds(one.tbt_ms), "none"),
        (say("speed.column.cls"), say("unit.none") if one.cls is None else say("unit.shift", one.cls), "none"),
        (say("speed.column.bytes"), size(one.bytes), "none"),
    )
    score = say("unit.none") if one.score is None else say("fact.number", whole(one.score))
    return Measurement(one.url, say(f"kind.name.{one.page_kind}"), say(f"device.name.{device}"), score, waits, one.failure or "")


def spread(one: BrowserResult, measure: str) -> Markup:
    """The median; with the least and the most of the runs where they differ by a tenth of a second."""
    value, runs = getattr(one, measure), one.spread.get(measure)
    if value is None or runs is None or runs.most - runs.least < 100:
        return seconds(value)
    return say("unit.spread", value / 1000, least=runs.least / 1000, most=runs.most / 1000)
