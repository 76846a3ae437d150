"""The configuration: `auditor.toml`, every key with its default, checked strictly. Flags win over the file."""

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from auditor.core.errors import AuditorError, did_you_mean
from auditor.core.principles import PRINCIPLES
from auditor.core.records import RenderMode
from auditor.core.registry import find_check
from auditor.core.severity import Severity

FILE = "auditor.toml"
CONTACT = re.compile(r"[!-'*-~]{0,200}")  # what a comment of a header may hold
Count = Annotated[int, Meta(ge=1)]
Positive = Annotated[float, Meta(gt=0)]
Percent = Annotated[float, Meta(ge=0, le=100)]


class Crawl(Struct, frozen=True, forbid_unknown_fields=True):
    """How far and how fast to crawl. No limit where there is None; `max_time` in seconds, `rate` in requests a second.

    `external_links` also verifies links to other hosts. `urls` is a file of further addresses, one a line. `render` says which
    pages are read as a browser shows them; None is AUTO where pages are measured in one, else NEVER. `contact` is a mail or web
    address that the user agent names. `allow_private` lets a shop with a public address lead to private ones, in the browser too.
    An answer is given up after `timeout` seconds.
    """

    max_pages: Count | None = None
    max_time: Positive | None = None
    max_depth: Annotated[int, Meta(ge=0)] | None = None
    rate: Positive | None = None
    concurrency: Count | None = None
    external_links: bool = False
    urls: str = ""
    render: RenderMode | None = None
    contact: str = ""
    allow_private: bool = False
    timeout: Positive = 30.0


class BrowserPart(Struct, frozen=True, forbid_unknown_fields=True):
    """What to measure in the browser: `pages` at most, each `runs` times on a phone and at a desk.

    `device`, where not None, is the one to measure on and to walk with. `sandbox` off lets Chromium start where the system
    forbids its sandbox; `loopback_only` keeps it on this machine.
    """

    measure: bool = True
    pages: Count = 10
    runs: Count = 3
    device: Literal["mobile", "desktop"] | None = None
    sandbox: bool = True
    loopback_only: bool = False


class JourneyPart(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether to walk towards the checkout; `own_shop` allows it where robots.txt does not.

    `fill_checkout`, in an own shop alone, fills the checkout with test data, up to the last page before the order.
    """

    walk: bool = True
    own_shop: bool = False
    fill_checkout: bool = False


class Gate(Struct, frozen=True, forbid_unknown_fields=True):
    """When to end with exit code 1: below a score, or with a failed check at least so severe."""

    fail_under: Percent | None = None
    fail_on: Severity | None = None


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole configuration. `principles` are weights by id, `checks` options by id or code."""

    crawl: Crawl = Crawl()
    browser: BrowserPart = BrowserPart()
    journey: JourneyPart = JourneyPart()
    gate: Gate = Gate()
    principles: dict[str, Annotated[float, Meta(ge=0)]] = field(default_factory=dict)
    checks: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def rendering(self) -> RenderMode:
        """Which pages are read as a browser shows them."""
        return self.crawl.render or (RenderMode.AUTO if self.browser.measure else RenderMode.NEVER)

    @property
    def devices(self) -> tuple[str, ...]:
        """What to measure on and to walk with."""
        return (self.browser.device,) if self.browser.device else ("mobile", "desktop")

    @property
    def weights(self) -> dict[str, float]:
        """Every principle's weight."""
        return {name: self.principles.get(name, principle.weight) for name, principle in PRINCIPLES.items()}

    def options_of(self, check_id: str) -> dict[str, Any]:
        """The options set for a check."""
        return next((options for name, options in self.checks.items() if find_check(name).id == check_id), {})


def load(path: Path | None, flags: dict[str, dict[str, Any]] | None = None) -> Config:
    """The configuration of a file (`auditor.toml` here when None and there is one) with flags laid over it.

    Raises AuditorError when the file cannot be read or a key or value is wrong.
    """
    if path and not path.is_file():
        raise AuditorError(f"There is no configuration file {path}.")
    file = path or Path(FILE)
    values = read(file) if file.is_file() else {}
    for section, given in (flags or {}).items():
        if isinstance(values.setdefault(section, {}), dict):
            values[section] |= {key: value for key, value in given.items() if value is not None}
    return validated(values, str(file))


def read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise AuditorError(f"{file} cannot be read: {error}.") from error


def validated(values: dict[str, Any], name: str) -> Config:
    try:
        config = msgspec.convert(values, Config)
    except msgspec.ValidationError as error:
        raise AuditorError(f"{name}: {explained(str(error))}") from error
    if config.journey.fill_checkout and not config.journey.own_shop:
        raise AuditorError("The checkout is filled with test data only in a shop that is yours: say --own-shop as well.")
    if not CONTACT.fullmatch(config.crawl.contact):
        raise AuditorError("The contact is no mail or web address: it has signs in it that no user agent may have.")
    for principle in config.principles:
        if principle not in PRINCIPLES:
            raise AuditorError(f"{name}: there is no principle {principle}.{did_you_mean(principle, PRINCIPLES)}")
    for check, options in config.checks.items():
        check_options(check, options, name)
    return config


def check_options(name: str, options: dict[str, Any], file: str) -> None:
    known = find_check(name).options
    for key, value in options.items():
        if key not in known:
            raise AuditorError(f"{file}: {name} has no option {key}.{did_you_mean(key, known)}")
        if not isinstance(value, (int, float) if isinstance(known[key], float) else type(known[key])):
            raise AuditorError(f"{file}: {name}.{key} must be a {type(known[key]).__name__}, like {known[key]!r}.")


def explained(error: str) -> str:
    """msgspec's words with the key's place in front, and the nearest known key where it is unknown."""
    text, _, place = error.partition(" - at `$")
    place = place.rstrip("`").strip(".")
    if "unknown field" not in text:
        return f"{place}: {text[0].lower()}{text[1:]}."
    key = text.split("`")[1]
    sections = {"": Config, "crawl": Crawl, "browser": BrowserPart, "journey": JourneyPart, "gate": Gate}
    known = sections.get(place, Config).__struct_fields__
    return f"there is no key {place + '.' if place else ''}{key}.{did_you_mean(key, known)}"
