"""How to render."""

from msgspec import Struct

from auditor.core.records import RenderMode


class RenderOptions(Struct, frozen=True):
    """What to render, and how to start Chromium. `contact` goes into the user agent; `sandbox` None leaves it on but for root."""

    mode: RenderMode = RenderMode.NEVER
    contact: str = ""
    sandbox: bool | None = None
    loopback_only: bool = False


class NotShownError(Exception):
    """The browser could not show a page, for the reason in the sentence."""
