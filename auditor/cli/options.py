"""Options that several verbs share, and the reading of addresses."""

import re
from collections.abc import Callable
from functools import reduce
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from auditor.core import access
from auditor.core.config import Config, load
from auditor.core.errors import AuditorError
from auditor.core.records import RenderMode
from auditor.core.severity import SEVERITIES
from auditor.facts.links import normal
from spiders.credentials import Credentials

USER_INFO = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?[^/?#]*@", re.I)
PATH = click.Path(path_type=Path)
CONFIG = click.option("--config", "config_file", type=PATH, help="Configuration file (default: auditor.toml here).")
ACCESS = click.option("--access", "access_file", type=PATH, envvar="AUDITOR_ACCESS",
                      help="File with what logs in to the shop (docs/configuration.md).")
QUIET = click.option("--quiet", is_flag=True, help="No progress, no summary.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print audit.json alone on standard output.")
OUT = click.option("--out", "folder", type=PATH, help="Folder for the audit (default: audits/ and the shop's host).")
FORCE = click.option("--force", is_flag=True, help="Replace a finished audit in the folder.")
FOLDER = click.argument("folder", type=PATH, metavar="DIR")

CRAWLING = (
    click.option("--max-pages", type=click.IntRange(1), help="Stop after so many pages (default: no limit)."),
    click.option("--max-time", type=click.FloatRange(0, min_open=True), help="Stop crawling after so many seconds."),
    click.option("--max-depth", type=click.IntRange(0), help="Follow links no more than so many clicks from home."),
    click.option("--rate", type=click.FloatRange(0, min_open=True), help="Requests a second at most (default: 5; here: any)."),
    click.option("--contact", help="Mail or web address of yours, which the user agent names."),
    click.option("--concurrency", type=click.IntRange(1), help="Requests at once at most (default: 4; here: 16)."),
    click.option("--urls", type=click.Path(), help="File with further addresses of the shop to look at, one a line."),
    click.option("--external-links/--no-external-links", default=None, help="Also verify links to other hosts."),
    click.option("--render", type=click.Choice([mode.value for mode in RenderMode]),
                 help="Read pages as a browser shows them (default: auto, where only scripts make their links or text)."),
    click.option("--allow-private", is_flag=True, default=None,
                 help="Also ask for addresses of private networks, as of a staging shop (docs/polite-guest.md)."),
)
LOOKING = (
    click.option("--browser/--no-browser", "measure", default=None, help="Measure pages in Chromium (default: yes)."),
    click.option("--journey/--no-journey", "walk", default=None, help="Walk towards the checkout (default: yes)."),
    click.option("--runs", type=click.IntRange(1), help="Loads per measured page (default: 3)."),
    click.option("--device", type=click.Choice(["mobile", "desktop"]), help="Measure and walk on this one (default: on both)."),
    click.option("--own-shop/--no-own-shop", default=None, help="Your own shop: walk where robots.txt forbids it."),
    click.option("--fill-checkout/--no-fill-checkout", default=None,
                 help="With --own-shop: fill the checkout with test data, to the last page before the order."),
    click.option("--sandbox/--no-sandbox", default=None, help="Chromium's own sandbox (default: yes, but not as root)."),
    click.option("--loopback-only", is_flag=True, default=None, help="Keep the browser on this machine."),
)
GATES = (
    click.option("--fail-under", type=click.FloatRange(0, 100), help="Exit with 1 when the score is lower."),
    click.option("--fail-on", type=click.Choice([severity.value for severity in SEVERITIES]),
                 help="Exit with 1 when a finding is at least so severe."),
)
SECTIONS = {
    "crawl": ("max_pages", "max_time", "max_depth", "rate", "contact", "concurrency", "external_links", "urls", "render",
              "allow_private"),
    "browser": ("measure", "runs", "device", "sandbox", "loopback_only"),
    "journey": ("walk", "own_shop", "fill_checkout"),
    "gate": ("fail_under", "fail_on"),
}


def options(*groups: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A decorator that adds options, single ones or groups, in their order."""
    flat = [one for group in groups for one in (group if isinstance(group, tuple) else (group,))]
    return lambda function: reduce(lambda wrapped, option: option(wrapped), reversed(flat), function)


def configured(config_file: Path | None, flags: dict[str, Any]) -> Config:
    """The configuration, flags over file."""
    return load(config_file, {section: {key: flags.get(key) for key in keys} for section, keys in SECTIONS.items()})


def credentials(access_file: Path | None, address: str) -> Credentials:
    """What the file of --access gives, for the shop at an address."""
    return Credentials(access.load(access_file), address)


def folder_of(folder: Path | None, address: str) -> Path:
    """The folder that was given, or one named by the shop."""
    return folder or Path("audits") / urlsplit(address).netloc.replace(":", "-")


def shop_address(text: str) -> str:
    """The address a user gave, in its one spelling. Raises AuditorError when it is none of a shop."""
    if USER_INFO.match(text):
        raise AuditorError("The address has a user name or a password in it: give them in a file by --access instead.")
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
    except ValueError:
        raise AuditorError(f"{text} is not an address.") from None
    if parts.scheme not in ("http", "https"):
        like = f" Did you mean https://{text}?" if not parts.scheme and "." in (parts.netloc or "") else ""
        raise AuditorError(f"{text} is not an address that starts with http:// or https://.{like}")
    try:
        address = normal(text)
    except ValueError:
        raise AuditorError(f"{text} is not an address.") from None
    host = urlsplit(address).hostname or ""
    if "." not in host.strip(".") and host != "localhost" and not is_ip(host):
        raise AuditorError(f"{host or text} is not a host's name: it has no dot. Did you mean {host or 'shop'}.com?")
    return address


def is_ip(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False
