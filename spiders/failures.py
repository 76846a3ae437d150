"""Names for what can go wrong on the way to an answer."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.python.failure import Failure as TwistedFailure

from auditor.core.records import Failure

BY_TYPE = (
    (CannotResolveHostError, Failure.HOST_NOT_FOUND),
    (DownloadConnectionRefusedError, Failure.REFUSED),
    (DownloadTimeoutError, Failure.TIMED_OUT),
    (DownloadCancelledError, Failure.TOO_LARGE),
    (IgnoreRequest, Failure.TOO_LARGE),  # Scrapy's word for a body that grows too large when unpacked
    (ResponseDataLossError, Failure.RESET),
)
TLS_WORDS = ("ssl", "tls", "certificate", "handshake")


def failure_of(failure: TwistedFailure) -> Failure:
    """Why no answer came."""
    for kind, name in BY_TYPE:
        if failure.check(kind):
            return name
    if failure.check(DownloadFailedError):
        return Failure.TLS if any(word in failure.getErrorMessage().lower() for word in TLS_WORDS) else Failure.RESET
    return Failure.UNREADABLE
