"""The devices that pages are measured on, and the lines they are measured over.

Mobile is what Lighthouse's DevTools throttling sets. Desktop is Lighthouse's dense 4G (40 ms round trip, 10 Mbit/s, CPU as it
is), brought to DevTools' terms by the same two factors: DevTools delays each request once, a real line delays every packet.
"""

from auditor.core.records import Profile

ROUND_TRIP_FACTOR = 3.75
RATE_FACTOR = 0.9

PROFILES = {
    "mobile": Profile(
        device="mobile", width=412, height=823, scale=1.75,
        latency_ms=150 * ROUND_TRIP_FACTOR, down_kbps=1638.4 * RATE_FACTOR, up_kbps=750 * RATE_FACTOR, cpu=4),
    "desktop": Profile(
        device="desktop", width=1350, height=940, scale=1,
        latency_ms=40 * ROUND_TRIP_FACTOR, down_kbps=10240 * RATE_FACTOR, up_kbps=10240 * RATE_FACTOR, cpu=1),
}


def unthrottled(profile: Profile) -> Profile:
    """The same device on this machine's own line and processor; a latency or rate of 0 means no limit."""
    return Profile(
        device=profile.device, width=profile.width, height=profile.height, scale=profile.scale,
        latency_ms=0, down_kbps=0, up_kbps=0, cpu=1)


def context_options(profile: Profile, user_agent: str, locale: str | None = None) -> dict:
    """Playwright's options for a customer who comes for the first time: nothing cached, nothing granted, nothing kept."""
    mobile = profile.device == "mobile"
    return {
        "viewport": {"width": profile.width, "height": profile.height},
        "device_scale_factor": profile.scale,
        "is_mobile": mobile,
        "has_touch": mobile,
        "user_agent": user_agent,
        "locale": locale,
        "permissions": [],
        "accept_downloads": False,
        "service_workers": "block",
    }


def network_conditions(profile: Profile) -> dict:
    """The same as the DevTools command Network.emulateNetworkConditions takes it: bytes a second, -1 for no limit."""
    return {
        "offline": False,
        "latency": profile.latency_ms,
        "downloadThroughput": profile.down_kbps * 1024 / 8 or -1,
        "uploadThroughput": profile.up_kbps * 1024 / 8 or -1,
    }
