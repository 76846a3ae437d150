"""The two kinds of device, and which waits are long on each."""

DEVICES = ("phone", "desk")
GOOD_WAIT_MS = {"phone": 2500, "desk": 1200}
POOR_WAIT_MS = {"phone": 4000, "desk": 2400}


def device_kind(name: str) -> str:
    """ "phone" or "desk", for the device of a record."""
    return "phone" if name == "mobile" else "desk"


def wait_band(ms: float | None, device: str) -> str:
    """The band of a wait: Lighthouse's limits for the largest paint, on a phone or at a desk."""
    if ms is None:
        return "none"
    if ms <= GOOD_WAIT_MS[device]:
        return "good"
    return "poor" if ms > POOR_WAIT_MS[device] else "fair"
