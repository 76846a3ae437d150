"""The twin: *well* must pass every check, *ill* must trip every check, and a switch alone trips its own and no other."""

import pytest

from tests.shops.auditing import CHECKS, audited, trippers
from tests.shops.twin import EXEMPT, SWITCHES, WALK_ENDS, running

pytestmark = pytest.mark.slow

CODES = {check.code for check in CHECKS}
WALKED = {check.code for check in CHECKS if "journey" in check.needs}
MEASURED = {check.code for check in CHECKS if "browser" in check.needs}
READ = CODES - WALKED - MEASURED
LIGHTLY = ("--quiet", "--runs", "1", "--loopback-only")

# The home page is measured but for these, which show on a page of their own.
PLACES = {"blank-page": "/category/bowls", "slow-server": "/basket"}


def switches_of(codes: set[str]) -> list[str]:
    return [switch for switch, code in SWITCHES.items() if code in codes]


def checked(url: str, codes: set[str]) -> set[str]:
    return trippers(audited("check", url, *sorted(codes), *LIGHTLY))


def test_every_check_has_a_switch_or_a_reason_to_have_none():
    assert set(SWITCHES.values()) | set(EXEMPT) == CODES
    assert len(set(SWITCHES.values())) == len(SWITCHES)
    assert not set(SWITCHES.values()) & set(EXEMPT)


@pytest.mark.parametrize("switch", SWITCHES)
def test_a_switch_trips_no_check_of_what_is_read_but_its_own(switch):
    with running(frozenset({switch})) as shop:
        assert checked(shop.url, READ) == {SWITCHES[switch]} & READ


@pytest.mark.parametrize("switch", switches_of(MEASURED))
def test_a_switch_trips_no_check_of_the_browser_but_its_own(switch):
    with running(frozenset({switch})) as shop:
        assert checked(shop.url + PLACES.get(switch, "/"), MEASURED) == {SWITCHES[switch]}


@pytest.mark.parametrize("switch", switches_of(WALKED))
def test_a_switch_trips_no_check_of_the_walk_but_its_own(switch):
    with running(frozenset({switch})) as shop:
        assert checked(shop.url, WALKED) == {SWITCHES[switch]}
        assert shop.orders == []
        assert shop.left_in_baskets == 0


@pytest.fixture
def few_pages(tmp_path):
    """What to add to `auditor audit` to have one page measured of each of the four kinds that customers need most."""
    config = tmp_path / "auditor.toml"
    config.write_text("[browser]\npages = 4\n")
    return "--config", str(config), "--out", str(tmp_path / "audit"), *LIGHTLY


def test_well_passes_every_check_and_is_left_as_it_was(few_pages):
    with running() as shop:
        audit = audited("audit", shop.url, *few_pages)
        assert shop.added == 2  # once on a phone, once at a desk
        assert shop.left_in_baskets == 0
        assert shop.orders == []
    assert [(finding.code, finding.url, finding.message) for finding in audit.findings] == []
    assert {check.code for check in audit.checks if check.outcome != "pass"} == set(EXEMPT)
    assert audit.complete
    assert audit.score.value == 100
    assert {journey.reached for journey in audit.journeys} == {"checkout"}


def test_ill_trips_every_check_that_one_audit_can_show(few_pages):
    with running(edition="ill") as shop:
        audit = audited("audit", shop.url, *few_pages)
        assert shop.left_in_baskets == 0
        assert shop.orders == []
    assert trippers(audit) == CODES - set(EXEMPT) - {SWITCHES[switch] for switch in WALK_ENDS}


@pytest.mark.parametrize("switch", sorted(WALK_ENDS))
def test_ill_trips_what_ends_the_walk_as_well(switch):
    with running(frozenset({switch}), "ill") as shop:
        assert SWITCHES[switch] in checked(shop.url, {SWITCHES[switch]})
        assert shop.left_in_baskets == 0
        assert shop.orders == []
