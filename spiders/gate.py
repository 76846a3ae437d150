"""What a guest may ask for: the shop's own addresses, none that changes anything, none that robots.txt forbids."""

from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

import tldextract

from auditor.core.records import Failure
from auditor.facts.lexicon import names
from auditor.facts.robots import rules_in
from spiders.changes import changes_something

DOMAINS = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
AGENT = "StorefrontAuditor"

FORBIDDEN_NAMES = ("logout", "delete")
ABSENT = {Failure.HOST_NOT_FOUND, Failure.REFUSED, Failure.TLS, Failure.CERTIFICATE_EXPIRED, Failure.CERTIFICATE_UNKNOWN,
          Failure.CERTIFICATE_OF_ANOTHER}
LONGEST_URL = 2000
MOST_ROBOTS_BYTES = 512 * 1024  # RFC 9309 asks for 500 KiB at least; what stands behind is not read by search engines either


class Refusal(StrEnum):
    """Why an address is not asked for."""

    CHANGES = "it would change something"
    NAMED = "its name says that it ends, changes or orders something"
    BUSY = "its host answered that it was asked too much"
    ROBOTS = "robots.txt forbids it"
    NOFOLLOW = "the pages that link there ask robots not to follow their links"
    NO_ROBOTS = "robots.txt could not be read"
    OTHER_HOST = "it is another host's"
    PRIVATE = "it leads to a private address"
    TOO_LONG = "the address is too long"
    TRAP = "addresses like it brought nothing new"
    DEPTH = "it lies deeper than asked"
    PAGES = "as many pages as asked were fetched"
    OVER = "nothing more is asked for"
    NOT_ASKED = "only one page was asked for"


@lru_cache(maxsize=8192)
def refusal(url: str) -> str:
    """Why an address must not be asked for, whoever allows it; "" when nothing speaks against it."""
    if changes_something(url):
        return Refusal.CHANGES
    return Refusal.TOO_LONG if len(url) > LONGEST_URL else ""


@lru_cache(maxsize=8192)
def forbidden_by_name(words: str, ordering: bool) -> bool:
    """Whether the words of a link say that it logs out, deletes or, where something can be ordered, orders."""
    concepts = (*FORBIDDEN_NAMES, "place_order") if ordering else FORBIDDEN_NAMES
    return bool(words) and any(names(concept, words) for concept in concepts)


@lru_cache(maxsize=8192)
def bare_host(url: str) -> str:
    """An address's host and port, without `www.`."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return (parts.hostname or "").removeprefix("www.") + port


def same_owner(url: str, shop: str) -> bool:
    """Whether two addresses lie under one registrable domain (hosts without one, such as IP addresses, must be equal)."""
    return owner_of(url) == owner_of(shop)


@lru_cache(maxsize=8192)
def owner_of(url: str) -> str:
    """The registrable domain that an address lies under; its host where there is none, such as an IP address."""
    return owner_of_host(urlsplit(url).hostname or "")


@lru_cache(maxsize=1024)
def owner_of_host(host: str) -> str:
    return DOMAINS(host).top_domain_under_public_suffix or host


def is_local(url: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def whole_lines(body: bytes) -> bytes:
    """A robots.txt without the line in which it was cut, where it was: half a rule may forbid more than was meant."""
    return body if len(body) < MOST_ROBOTS_BYTES else body[:max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]


class RobotRules:
    """One host's robots.txt, read by RFC 9309: 5xx and silence forbid all, whatever else is no robots.txt allows all.

    A host that is not there at all, or not itself, is not forbidden: asking it for the page itself will say so. One that we do
    not ask, since it has a private address, gives no page either (NOT_ALLOWED).
    """

    def __init__(self, status: int | None, text: str = "", failure: str | None = None) -> None:
        self._is_private = failure == Failure.NOT_ALLOWED
        self.readable = failure in ABSENT or (status is not None and status < 500)
        self._rules = rules_in(text if status is not None and 200 <= status < 300 else "", AGENT)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps it names, as written."""
        return tuple(self._rules.sitemaps)

    @property
    def delay_s(self) -> float:
        """The seconds that it asks us to leave between requests, by Crawl-delay or Request-rate; 0 where it does not."""
        rate = self._rules.request_rate(AGENT)
        return max(self._rules.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate else 0.0)

    def refusal(self, url: str) -> Refusal | None:
        """Why robots.txt keeps us from an address, or None."""
        if not self.readable:
            return Refusal.PRIVATE if self._is_private else Refusal.NO_ROBOTS
        return None if self._rules.can_fetch(url, AGENT) else Refusal.ROBOTS
