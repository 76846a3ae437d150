"""What the link checks tell of an address that is linked to."""

from typing import Any

from auditor.core.records import Failure, Region, Site, Target

EVERYWHERE = {Region.HEADER, Region.MENU, Region.FOOTER}
MOST_SOURCES = 200  # `auditor links` lists them all
ANSWERS = {404: "is not there", 410: "is gone for good"}
FAILURES = {
    Failure.HOST_NOT_FOUND: "is on a host that cannot be found",
    Failure.REFUSED: "is on a host that refuses the connection",
    Failure.CERTIFICATE_EXPIRED: "shows a browser's warning: the certificate of its host has expired",
    Failure.CERTIFICATE_OF_ANOTHER: "shows a browser's warning: the certificate of its host is another host's",
    Failure.BAD_REDIRECT: "sends its visitors on to what no browser opens from there",
}


def checked(site: Site) -> bool:
    """No link of the shop was followed."""
    return site.targets_checked > 0


def answer(target: Target) -> str:
    """What came of asking for the address, as the second half of a sentence."""
    if target.status is None or target.failure:
        return FAILURES.get(target.failure, "gives no answer") if target.failure else "gives no answer"
    return f"{ANSWERS.get(target.status, 'fails with an error of the server')} (answer {target.status})"


def told(target: Target) -> dict[str, Any]:
    """The data of a finding about a target."""
    sources = [{"url": source.url, "text": source.text, "region": str(source.region)} for source in target.sources[:MOST_SOURCES]]
    return {"target": target.target, "status": target.status, "count": len(carriers(target)), "sources": sources}


def carriers(target: Target) -> tuple[str, ...]:
    """The pages that name the target, each once."""
    return tuple(dict.fromkeys(source.url for source in target.sources))


def is_everywhere(target: Target) -> bool:
    """Whether the target is linked from a part that pages have in common."""
    return any(source.region in EVERYWHERE for source in target.sources)
