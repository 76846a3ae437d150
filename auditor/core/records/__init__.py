"""The frozen records that flow from spiders to checks: page, browser, journey and site."""

from auditor.core.records.browser import Box, Browser, Element, FailedRequest, Profile, Spread
from auditor.core.records.journey import REACHES, Door, DoorField, InCart, Journey, Query, Reach, Search, Step, Stop
from auditor.core.records.page import FILE_KINDS, PAGE_KINDS, Failure, Link, LinkKind, Page, PageKind, Region
from auditor.core.records.rendering import Comparison, Rendering, RenderMode
from auditor.core.records.site import (
    CrawlDelay,
    Department,
    PageSummary,
    Probe,
    Robots,
    Site,
    Sitemap,
    Source,
    Target,
    Trap,
    TrapCause,
)

__all__ = [
    "FILE_KINDS", "PAGE_KINDS", "REACHES", "Box", "Browser", "Comparison", "CrawlDelay", "Department", "Door", "DoorField",
    "Element", "FailedRequest", "Failure", "InCart", "Journey", "Link", "LinkKind", "Page", "PageKind", "PageSummary", "Probe",
    "Profile", "Query", "Reach", "Region", "RenderMode", "Rendering", "Robots", "Search", "Site", "Sitemap", "Source",
    "Spread", "Step", "Stop", "Target", "Trap", "TrapCause",
]
