"""What can come of a check."""

from enum import StrEnum


class Outcome(StrEnum):
    """What came of a check, on one record or over all of them."""

    PASS = "pass"
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    ERROR = "error"
