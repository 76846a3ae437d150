"""How much a defect matters, and to whom: the tables that checks are sorted by."""

from enum import StrEnum


class Severity(StrEnum):
    """How much a defect hurts the shop, worst first."""

    BLOCKER = "blocker"
    MAJOR = "major"
    MINOR = "minor"
    NOTE = "note"


SEVERITY_WEIGHTS = {Severity.BLOCKER: 8, Severity.MAJOR: 4, Severity.MINOR: 2, Severity.NOTE: 0}
SEVERITIES = tuple(Severity)


class Stage(StrEnum):
    """Where on the customer's way a defect is met (papers A, C 1.3, D II.2)."""

    DISCOVER = "discover"
    CHOOSE = "choose"
    BUY = "buy"
    RECEIVE = "receive"
    RETURN = "return"


class Team(StrEnum):
    """Who mends it (paper A, all-department experience)."""

    DESIGN = "design"
    CONTENT = "content"
    ENGINEERING = "engineering"
    SERVICE = "service"
    LOGISTICS = "logistics"
    MARKETING = "marketing"
    LEGAL = "legal"


class Factor(StrEnum):
    """The four factors of a site's experience (paper D III.2)."""

    BRAND = "brand"
    USABILITY = "usability"
    FUNCTION = "function"
    CONTENT = "content"
