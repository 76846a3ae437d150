"""Names for what can go wrong on the way to an answer."""

import aiohttp

from auditor.core.records import Failure

BY_TYPE = (
    (aiohttp.ClientConnectorDNSError, Failure.HOST_NOT_FOUND),
    (aiohttp.ClientSSLError, Failure.TLS),
    (ConnectionRefusedError, Failure.REFUSED),
    (aiohttp.ClientConnectorError, Failure.REFUSED),
    (TimeoutError, Failure.TIMED_OUT),
    (aiohttp.ClientPayloadError, Failure.RESET),
    (aiohttp.ClientConnectionError, Failure.RESET),
    (OSError, Failure.RESET),
)


def failure_of(error: Exception) -> Failure:
    """Why no answer came."""
    return next((name for kind, name in BY_TYPE if isinstance(error, kind)), Failure.UNREADABLE)
