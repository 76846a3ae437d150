"""Whose a host name is."""

SECOND_LEVEL = frozenset({"co", "com", "net", "org", "ne", "or", "ac", "gov", "www"})


def name_of(host: str | None) -> str:
    """The part of a host name that a shop's country editions share: `foo` of `www.foo.co.uk`; an IP address as it is."""
    host = (host or "").lower()
    if host.rpartition(".")[2].isdigit() or ":" in host:
        return host
    parts = [part for part in host.split(".")[:-1] if part not in SECOND_LEVEL]
    return parts[-1] if parts else host
