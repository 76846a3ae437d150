"""Turns what pages and sitemaps name into addresses to ask for, or not, with the reason."""

from functools import lru_cache

from msgspec import Struct

from auditor.core.records import Failure, Link, LinkKind
from auditor.core.records.page import PAGE_KINDS
from auditor.core.store import Role
from auditor.core.store.crawl import Waiting, Wanted
from spiders import gate
from spiders.changes import says_so
from spiders.gate import Refusal
from spiders.plan import Plan

MOST_HOPS = 10
UNLINKED_DEPTH = 1_000_000  # of addresses that only a sitemap names: they come after all that links lead to
READ_KINDS = {LinkKind.STYLE, LinkKind.MANIFEST}
FILE_ROLES = {Role.SHEET, Role.FILE}
OWN_ROLES = {Role.PAGE, Role.HOME, Role.SITEMAP, Role.PROBE}


class Place(Struct, frozen=True):
    """Where links stand: what they lead to is `depth` clicks from home. `ordering`: something can be ordered there; `followed`:
    robots may follow them."""

    depth: int
    ordering: bool = False
    followed: bool = True


def want_link(link: Link, place: Place, plan: Plan) -> Wanted:
    """The address of a link."""
    depth = place.depth
    role, why = role_of(link.url, link.kind, plan)
    if gate.forbidden_by_name(link.text, place.ordering):
        return Wanted(link.url, role, depth, why=Refusal.NAMED, barred=True)
    if not why and not place.followed and role in (Role.PAGE, Role.EXTERNAL):
        why = Refusal.NOFOLLOW
    if not why and says_so(link.text):
        why = Refusal.NAMED  # a product's page may stand behind such a link, and is asked for where another leads to it
    if not why and role is Role.PAGE and plan.max_depth is not None and depth > plan.max_depth:
        why = Refusal.DEPTH
    return Wanted(link.url, role, depth, why=why)


def tells(words: str) -> bool:
    """Whether the words of a link say by themselves that it must not be followed."""
    return gate.forbidden_by_name(words, False) or says_so(words)


@lru_cache(maxsize=8192)
def role_of(url: str, kind: LinkKind, plan: Plan) -> tuple[Role, str]:
    """The role of an address that is named in this way, and why it must not be asked for, or ""."""
    role = Role.PAGE if kind in PAGE_KINDS else Role.SHEET if kind in READ_KINDS else Role.FILE
    if role is Role.PAGE and gate.bare_host(url) != gate.bare_host(plan.url):
        role = Role.EXTERNAL
    return role, why_not(url, role, plan)


def want_listed(url: str, plan: Plan) -> Wanted:
    """A page that a sitemap lists. Where a depth is the limit, it waits for a link."""
    why = why_not(url, Role.PAGE, plan) or (Refusal.DEPTH if plan.max_depth is not None else "")
    return Wanted(url, Role.PAGE, UNLINKED_DEPTH, in_sitemap=True, why=why)


def want_seed(url: str, plan: Plan) -> Wanted:
    """A page that the user names. It comes after all that links lead to."""
    return Wanted(url, Role.PAGE, UNLINKED_DEPTH, why=why_not(url, Role.PAGE, plan))


def want_hop(waiting: Waiting, location: str, plan: Plan) -> Wanted:
    """Where an address sent us on to."""
    role = Role.PAGE if waiting.role is Role.HOME else waiting.role
    why = why_not(location, waiting.role, plan)
    if waiting.hops >= MOST_HOPS:
        why = Failure.TOO_MANY_REDIRECTS
    return Wanted(location, role, waiting.depth, waiting.hops + 1, why=why)


def why_not(url: str, role: Role, plan: Plan) -> str:
    """Why an address must not be asked for in this role, or ""."""
    if plan.only_home and role is not Role.HOME:
        return Refusal.NOT_ASKED
    if role in FILE_ROLES and not (plan.external or gate.same_owner(url, plan.url)):
        return Refusal.OTHER_HOST
    if role is Role.EXTERNAL and not plan.external:
        return Refusal.OTHER_HOST
    if role in OWN_ROLES and gate.bare_host(url) != gate.bare_host(plan.url):
        return Refusal.OTHER_HOST
    return gate.refusal(url)
