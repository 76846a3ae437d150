"""The twin: *well* must pass every check, *ill* must trip every check, and a switch alone trips its own and no other."""

import pytest

from tests.shops.auditing import CHECKS, audited, trippers
from tests.shops.twin import EXEMPT, SWITCHES, WALK_ENDS, running

pytestmark = pytest.mark.slow

CODES = {check.code for check in CHECKS}
WALKED = {check.code for check in CHECKS if "journey" in check.needs}
MEASURED = {check.code for check in CHECKS if "browser" in check.needs}
TIMED = {"SPD-02", "SPD-04", "SPD-05"}
READ = CODES - WALKED - MEASURED
QUIETLY = ("--quiet", "--loopback-only", "--render", "never")  # its pages are sent whole; to compare them each time takes long
LIGHTLY, THRICE = (*QUIETLY, "--runs", "1"), (*QUIETLY, "--runs", "3")

# Side by side they would spoil each other's times; but for the blank page, on which one mostly waits.
alone = pytest.mark.xdist_group("twin-measured")

# Only at a desk is the search box tried, and only there it takes so long.
DESK, PHONE = ("--device", "desktop"), ("--device", "mobile")

# The home page is measured but for these, which show on a page of their own.
PLACES = {"blank-page": "/category/bowls", "slow-server": "/basket"}


def switches_of(codes: set[str]) -> list[str]:
    return [switch for switch, code in SWITCHES.items() if code in codes]


def checked(url: str, codes: set[str], how: tuple[str, ...] = LIGHTLY) -> set[str]:
    return trippers(audited("check", url, *sorted(codes), *how))


def measured(url: str, expected: set[str]) -> set[str]:
    """What trips in the browser: by one load, or by the median of three where other work on this machine disturbed that one."""
    once = checked(url, MEASURED)
    return once if once == expected else checked(url, MEASURED, THRICE)


def test_every_check_has_a_switch_or_a_reason_to_have_none():
    assert set(SWITCHES.values()) | set(EXEMPT) == CODES
    assert len(set(SWITCHES.values())) == len(SWITCHES)
    assert not set(SWITCHES.values()) & set(EXEMPT)


@pytest.fixture
def few_pages(tmp_path):
    """What to add to `auditor audit` to have one page measured of each of the five kinds that customers need most."""
    config = tmp_path / "auditor.toml"
    config.write_text("[browser]\npages = 5\n")
    return "--config", str(config), "--out", str(tmp_path / "audit"), *LIGHTLY


@alone
def test_well_passes_every_check_and_is_left_as_it_was(few_pages):
    with running() as shop:
        audit = audited("audit", shop.url, *few_pages)
        assert shop.added == 4  # on a phone and at a desk: once, and again after it was taken out to see whether that works
        assert shop.left_in_baskets == 0
        assert shop.orders == []
        disturbed = {finding.url for finding in audit.findings if finding.code in TIMED}
        assert [measured(url, set()) for url in disturbed] == [set() for _ in disturbed]
    assert [finding for finding in audit.findings if finding.url not in disturbed or finding.code not in TIMED] == []
    assert {check.code for check in audit.checks if check.outcome not in ("pass", "fail")} == set(EXEMPT)
    assert audit.complete
    assert {journey.reached for journey in audit.journeys} == {"checkout"}


@alone
def test_ill_trips_every_check_that_one_audit_can_show(few_pages):
    with running(edition="ill") as shop:
        audit = audited("audit", shop.url, *few_pages)
        assert shop.left_in_baskets == 0
        assert shop.orders == []
    assert trippers(audit) == CODES - set(EXEMPT) - {SWITCHES[switch] for switch in WALK_ENDS}


@pytest.mark.parametrize("switch", [
    pytest.param(switch, marks=() if switch == "blank-page" else alone) for switch in switches_of(MEASURED)])
def test_a_switch_trips_no_check_of_the_browser_but_its_own(switch):
    with running(frozenset({switch})) as shop:
        assert measured(shop.url + PLACES.get(switch, "/"), {SWITCHES[switch]}) == {SWITCHES[switch]}


@pytest.mark.parametrize("switch", switches_of(WALKED))
def test_a_switch_of_the_walk_trips_no_check_but_its_own(switch):
    where = DESK if SWITCHES[switch].startswith("SRC") else PHONE
    with running(frozenset({switch})) as shop:
        assert checked(shop.url, WALKED | READ, (*LIGHTLY, *where)) == {SWITCHES[switch]}
        assert shop.orders == []
        assert shop.left_in_baskets == 0


@pytest.mark.parametrize("switch", switches_of(READ | MEASURED))
def test_a_switch_trips_no_check_of_what_is_read_but_its_own(switch):
    with running(frozenset({switch})) as shop:
        assert checked(shop.url, READ) == {SWITCHES[switch]} & READ
