"""Names for what can go wrong on the way to an answer."""

import aiohttp
from aiohttp.http_exceptions import ContentEncodingError, HttpProcessingError

from auditor.core.records import Failure

# What OpenSSL says of a certificate that it does not take (X509_V_ERR_… in x509_vfy.h).
BY_VERDICT = {
    10: Failure.CERTIFICATE_EXPIRED,
    **dict.fromkeys((18, 19, 20, 21), Failure.CERTIFICATE_UNKNOWN),
    **dict.fromkeys((62, 64), Failure.CERTIFICATE_OF_ANOTHER),
}
OVER_THE_LIMIT = ("Got more than", "Too many headers")  # aiohttp has no other sign for it
BY_TYPE = (
    (aiohttp.ClientConnectorDNSError, Failure.HOST_NOT_FOUND),
    (aiohttp.ClientSSLError, Failure.TLS),
    (ConnectionRefusedError, Failure.REFUSED),
    (aiohttp.ClientConnectorError, Failure.REFUSED),
    (TimeoutError, Failure.TIMED_OUT),
    (aiohttp.ClientPayloadError, Failure.CUT_SHORT),
    (aiohttp.ClientConnectionError, Failure.RESET),
    (OSError, Failure.RESET),
)
FAULTS = (aiohttp.ClientError, HttpProcessingError, OSError, ValueError, TimeoutError)


def failure_of(error: Exception) -> Failure:
    """Why no answer came."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return BY_VERDICT.get(getattr(error.certificate_error, "verify_code", 0), Failure.TLS)
    because = error if isinstance(error, HttpProcessingError) else error.__cause__
    if isinstance(because, HttpProcessingError) and because.message.startswith(OVER_THE_LIMIT):
        return Failure.HEADERS_TOO_LARGE
    if isinstance(because, ContentEncodingError):
        return Failure.UNREADABLE
    return next((name for kind, name in BY_TYPE if isinstance(error, kind)), Failure.UNREADABLE)
