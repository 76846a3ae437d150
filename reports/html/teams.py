"""Section 6, who mends what: the defects by team and by stage of the customer's way."""

from markupsafe import Markup
from msgspec import Struct

from auditor.core.severity import Factor, Stage, Team
from reports.html.defects import Defect
from reports.html.section import Section
from reports.html.words import capitalised, in_words, listing, say

DISC_MOST = 9
SHARES = (("most", 0.8), ("two_thirds", 0.63), ("half", 0.45), ("third", 0.3))


class Cell(Struct, frozen=True):
    """How many defects one team has at one stage, as a disc whose area grows with them up to `DISC_MOST`."""

    stage: Markup
    number: int
    size: int
    blocks: bool


class Row(Struct, frozen=True):
    """A team with its share of the work."""

    team: str
    name: Markup
    cells: tuple[Cell, ...]
    number: int
    gain: float


class Teams(Struct, frozen=True):
    stages: tuple[Markup, ...]
    rows: tuple[Row, ...]
    note: Markup


def teams(defects: tuple[Defect, ...]) -> Section:
    mendable = tuple(defect for defect in defects if not defect.review)
    if not mendable:
        return Section("teams", say("teams.heading_none"))
    rows = sorted((row(team, mendable) for team in Team), key=lambda one: (-round(one.gain, 1), -one.number))
    rows = tuple(one for one in rows if one.number)
    body = Teams(tuple(say(f"stage.{stage}") for stage in Stage), rows, note(mendable))
    return Section("teams", heading(rows), body, say("teams.lede", len(mendable)))


def row(team: Team, defects: tuple[Defect, ...]) -> Row:
    own = [defect for defect in defects if defect.check.team == team]
    cells = tuple(cell(stage, [defect for defect in own if defect.check.stage == stage]) for stage in Stage)
    return Row(team, say(f"team.{team}"), cells, len(own), sum(defect.gain for defect in own))


def cell(stage: Stage, defects: list[Defect]) -> Cell:
    return Cell(say(f"stage.{stage}"), len(defects), min(DISC_MOST, len(defects)), any(defect.blocks for defect in defects))


def heading(rows: tuple[Row, ...]) -> Markup:
    """Which team holds most of the points."""
    gain = sum(one.gain for one in rows)
    first = max(rows, key=lambda one: (one.gain, one.number))
    number = in_words(first.number)
    if len(rows) == 1:
        return say("teams.heading_one", first.number, team=first.name, words=number)
    part = next((say(f"share.{name}") for name, least in SHARES if gain and first.gain >= least * gain), None)
    if part is None:
        return say("teams.heading_spread", words=capitalised(in_words(len(rows))), team=first.name)
    return say("teams.heading", first.number, team=first.name, words=number, share=part)


def note(defects: tuple[Defect, ...]) -> Markup:
    """The four factors in one line, and the stages at which nothing was found."""
    by_factor = [say("teams.factor", factor=say(f"factor.{factor}"), n=number)
                 for factor in Factor if (number := sum(defect.check.factor == factor for defect in defects))]
    empty = [say(f"stage.{stage}") for stage in Stage if not any(defect.check.stage == stage for defect in defects)]
    return say("teams.factors", listed=listing(by_factor)) + (
        Markup(" ") + say("teams.nothing", len(empty), stages=listing(empty)) if empty else Markup(""))
