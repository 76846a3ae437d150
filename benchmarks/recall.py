"""The findings of an audit held against the truth: what was planted and found, and what was found and never planted."""

from collections import Counter
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from benchmarks.shop.planted import Planted, Truth

CODES = {
    "dead-404": "LNK-01",
    "dead-410": "LNK-01",
    "server-error": "LNK-01",
    "soft-404-text": "LNK-02",
    "soft-404-home": "LNK-08",
    "broken-image": "LNK-04",
    "redirect-chain": "LNK-06",
    "redirect-loop": "LNK-06",
    "broken-fragment": "LNK-07",
    "orphan": "NAV-08",
    "exact-copy": "SEO-06",
    "near-copy": "SEO-06",
    "canonical-to-404": "SEO-10",
    "canonical-to-other": "SEO-12",
    "canonical-chain": "SEO-10",
    "canonical-off-host": "SEO-02",
    "canonical-to-noindex": "SEO-10",
}
# These findings name pages that carry the defect; of the others only the address counts.
WITH_CARRIERS = ("LNK-01", "LNK-04", "LNK-06", "LNK-07", "SEO-06", "SEO-10")
# These defects make another check speak as well, and rightly: the page at the head of a chain names another product, too.
TOLD_TWICE = {"canonical-chain": "SEO-12"}


class Finding(Struct, frozen=True):
    """What is read of a finding in audit.json."""

    code: str
    url: str
    message: str
    page_urls: tuple[str, ...] = ()


class Audit(Struct, frozen=True):
    findings: tuple[Finding, ...]


class Recall(Struct, frozen=True):
    """`planted` and `found` count by kind of defect; `missed` are targets, `false` messages of the codes that were asked for,
    and `others` counts the findings of all other codes, which nobody planted.
    """

    planted: dict[str, int]
    found: dict[str, int]
    missed: tuple[str, ...]
    false: tuple[str, ...]
    others: dict[str, int]


def recall(audit: bytes, url: str, truth: Truth) -> Recall:
    """What the findings in the text of an audit.json make of a shop's truth.

    A planted link counts as found when the finding names its address, every page that carries it, and no other page. A wrong
    original is known by what is wrong with it: where it leads to nothing that can be listed, its own address is named.
    """
    findings = msgspec.json.decode(audit, type=Audit).findings
    asked = set(CODES.values())
    expected = {key: each for each in truth.planted if each.kind in CODES for key in keys(each, url)}
    hits = {finding: expected.get(key_of(finding)) for finding in findings if finding.code in asked}
    found = {each.target for finding, each in hits.items() if each and finding.code == CODES[each.kind]}
    planted = [each for each in truth.planted if each.kind in CODES]
    return Recall(
        planted=Counter(each.kind for each in planted), found=Counter(each.kind for each in planted if each.target in found),
        missed=tuple(f"{each.kind} {each.target}" for each in planted if each.target not in found),
        false=tuple(f"{finding.code} {finding.message}" for finding, hit in hits.items() if hit is None),
        others=Counter(finding.code for finding in findings if finding.code not in asked))


Key = tuple[str, str, frozenset[str]]


def keys(each: Planted, url: str) -> Iterator[Key]:
    """The findings that would name a defect: by code, address and carriers, which are the pages of the shop."""
    code, at, carriers = CODES[each.kind], url + each.target, frozenset(url + carrier for carrier in each.carriers)
    if code == "SEO-06":
        yield code, "", carriers
    elif code == "SEO-10":
        yield code, url + each.canonical, frozenset({at})
    else:
        yield code, at, carriers if code in WITH_CARRIERS else frozenset()
    if each.kind in TOLD_TWICE:
        yield TOLD_TWICE[each.kind], at, frozenset()


def key_of(finding: Finding) -> Key:
    """The same of a finding."""
    carriers = frozenset(finding.page_urls) if finding.code in WITH_CARRIERS else frozenset()
    return finding.code, "" if finding.code == "SEO-06" else finding.url, carriers
