"""Section 2, the walk: can people buy? A strip a device, side by side, four key facts, and what was seen on the way."""

from markupsafe import Markup
from msgspec import Struct

from auditor.core.audit import Audit
from auditor.core.records import REACHES, Journey, Reach, Step, Stop
from auditor.core.severity import SEVERITIES
from reports.html.defects import Defect
from reports.html.devices import device_kind, wait_band
from reports.html.pictures import Album, Picture
from reports.html.section import Section
from reports.html.walked import Walked, walked
from reports.html.words import capitalised, clean, count, cut, in_words, listing, say, seconds, sentence

ACTION_LENGTH = 120
PRESSED_LENGTH = 60
DETOURS = 3
MISSED = {Stop.SHOP: "poor", Stop.WALL: "none", Stop.ROBOTS: "none", Stop.OURS: "none"}


class Station(Struct, frozen=True):
    """A step of the walk. `state` is reached, stopped (the walk ended here) or absent (never got here).

    `cost` is what it took to get here in clicks and seconds, `layers` what lay in the way, `pressed` what was pressed next, which
    the picture frames. The rope to the next station is `torn` where the walk did not get there.
    """

    number: int
    name: Markup
    state: str
    torn: bool = True
    cost: Markup | None = None
    band: str = "none"
    did: Markup | str = ""
    layers: Markup | None = None
    pressed: Markup | None = None
    picture: Picture | None = None
    picture_alt: Markup | None = None


class Walk(Struct, frozen=True):
    """The walk on one device: `band` marks its outcome; `stop` says why it ended early, `mend` is the finding about it."""

    device: str
    name: Markup
    band: str
    outcome: Markup
    tally: Markup
    stations: tuple[Station, ...]
    stop: str | None
    mend: Defect | None
    detours: tuple[str, ...]


class Fact(Struct, frozen=True):
    """A key fact of the walk, with what it is to be held against."""

    name: Markup
    value: Markup
    note: Markup
    known: bool


class Walks(Struct, frozen=True):
    walks: tuple[Walk, ...]
    facts: tuple[Fact, ...]
    walked: Walked


def walk(audit: Audit, defects: tuple[Defect, ...], album: Album) -> Section:
    if not audit.journeys:
        return Section("walk", say("walk.left_out" if "journey" in audit.left_out else "walk.not_made"))
    journeys = sorted(audit.journeys, key=lambda one: device_kind(one.device) == "desk")
    walks = tuple(strip(one, defects, album) for one in journeys)
    return Section("walk", heading(journeys), Walks(walks, facts(journeys), walked(journeys)), say("walk.lede"))


def heading(journeys: list[Journey]) -> Markup:
    """One sentence for each outcome, with the devices that had it."""
    outcomes: dict[Markup, list[Markup]] = {}
    for journey in journeys:
        outcomes.setdefault(outcome_sentence(journey), []).append(say(f"device.on.{device_kind(journey.device)}"))
    said = (f"{capitalised(listing(devices))} {ending}" for ending, devices in outcomes.items())
    return Markup(" ").join(Markup(one) for one in said)


def outcome_sentence(journey: Journey) -> Markup:
    if journey.reached == Reach.CHECKOUT:
        clicks = journey.clicks_to_checkout
        return say("walk.heading.arrived") if not clicks else say("walk.heading.clicks", clicks, words=in_words(clicks))
    if journey.reached is None:
        return say("walk.heading.nowhere")
    key = "stopped" if journey.stop == Stop.SHOP else "unknown"
    return say(f"walk.heading.{key}", where=say(f"verdict.stopped_at.{journey.reached}"))


def strip(journey: Journey, defects: tuple[Defect, ...], album: Album) -> Walk:
    device = device_kind(journey.device)
    steps = {step.reach: step for step in journey.steps}
    stations = tuple(station(journey, reach, steps, album) for reach in REACHES)
    arrived = journey.reached == Reach.CHECKOUT
    because = None if arrived or not journey.stopped_because else sentence(capitalised(clean(journey.stopped_because)))
    return Walk(
        device, say(f"device.name.{device}"), "strong" if arrived else MISSED.get(journey.stop, "none"), outcome(journey),
        tally(journey), stations, because, None if arrived else about_walk(defects), detours(journey))


def outcome(journey: Journey) -> Markup:
    if journey.reached == Reach.CHECKOUT:
        return say("walk.outcome.arrived")
    number = 1 + REACHES.index(journey.reached) if journey.reached else 1
    return say("walk.outcome.stopped" if journey.stop == Stop.SHOP else "walk.outcome.unknown", number)


def tally(journey: Journey) -> Markup:
    """Clicks and waiting over all steps."""
    clicks = sum(step.clicks for step in journey.steps)
    waited = [step.took_ms for step in journey.steps if step.took_ms is not None]
    parts = [count("click", clicks)] + ([say("walk.waiting", time=seconds(sum(waited)))] if waited else [])
    return Markup(" · ").join(parts)


def station(journey: Journey, reach: Reach, steps: dict[Reach, Step], album: Album) -> Station:
    number, name, step = 1 + REACHES.index(reach), say(f"station.{reach}"), steps.get(reach)
    if step is None:
        return Station(number, name, "absent", did=say("walk.not_reached"))
    device, stopped = device_kind(journey.device), reach == journey.reached != Reach.CHECKOUT
    picture = album.walk(step.screenshot, device, step.box)
    return Station(
        number, name, "stopped" if stopped else "reached", torn=number == len(REACHES) or REACHES[number] not in steps,
        cost=cost(step), band=wait_band(step.took_ms, device), did=sentence(cut(capitalised(clean(step.action)), ACTION_LENGTH)),
        layers=say("walk.in_the_way", what=listing(step.in_the_way)) if step.in_the_way else None,
        pressed=pressed(step, picture, stopped=stopped), picture=picture,
        picture_alt=say("walk.picture", name=name, device=say(f"device.on.{device}")))


def cost(step: Step) -> Markup | None:
    """Clicks and seconds to get here, and how soon the page began to answer."""
    parts = [count("click", step.clicks)] if step.clicks else []
    parts += [seconds(step.took_ms)] if step.took_ms is not None else []
    parts += [say("walk.changed", time=seconds(step.changed_ms))] if step.changed_ms is not None else []
    return Markup(" · ").join(parts) or None


def pressed(step: Step, picture: Picture | None, *, stopped: bool) -> Markup | None:
    """What was pressed to go on."""
    if not step.pressed:
        return None
    framed = "framed" if picture and picture.frame else "bare"
    return say(f"walk.pressed.{framed}_vain" if stopped else f"walk.pressed.{framed}", name=cut(step.pressed, PRESSED_LENGTH))


def detours(journey: Journey) -> tuple[str, ...]:
    """What was tried in vain: the first few, and how many more."""
    told = [sentence(capitalised(clean(detour))) for detour in dict.fromkeys(journey.detours)]
    more = len(told) - DETOURS
    return (*told[:DETOURS], *([say("walk.more_detours", more)] if more > 0 else []))


def about_walk(defects: tuple[Defect, ...]) -> Defect | None:
    """The weightiest finding about the walk itself."""
    concerned = [defect for defect in defects if defect.check.subject == "journey" and not defect.review]
    return min(concerned, key=lambda one: SEVERITIES.index(one.severity), default=None)


def facts(journeys: list[Journey]) -> tuple[Fact, ...]:
    return (
        measured("clicks", journeys, "clicks_to_checkout"),
        measured("fields", journeys, "fields_visible"),
        yes_or_no("guest", journeys, "guest_checkout"),
        yes_or_no("delivery", journeys, "shipping_cost_told"),
    )


def measured(fact: str, journeys: list[Journey], field: str) -> Fact:
    """A number; the largest where the devices differ."""
    known = [value for one in journeys if (value := getattr(one, field)) is not None]
    if not known:
        return unmeasured(fact)
    return Fact(say(f"fact.{fact}.name"), say("fact.number", max(known)), say(f"fact.{fact}.note"), True)


def yes_or_no(fact: str, journeys: list[Journey], field: str) -> Fact:
    """Yes only where it holds on every device that could be asked."""
    known = [value for one in journeys if (value := getattr(one, field)) is not None]
    if not known:
        return unmeasured(fact)
    answer = "yes" if all(known) else "no"
    return Fact(say(f"fact.{fact}.name"), say(f"fact.{fact}.{answer}"), say(f"fact.{fact}.{answer}_note"), True)


def unmeasured(fact: str) -> Fact:
    return Fact(say(f"fact.{fact}.name"), say("fact.unknown"), say("fact.unknown_note"), False)
