"""Which shops can be asked for a secure connection."""

from urllib.parse import urlsplit

from auditor.core.records import Site


def is_public(site: Site) -> bool:
    """The shop runs on this machine, where no public certificate can be had."""
    host = urlsplit(site.url).hostname or ""
    return not (host in ("localhost", "::1") or host.startswith("127.") or host.endswith(".localhost"))


def is_encrypted(url: str) -> bool:
    return urlsplit(url).scheme == "https"
