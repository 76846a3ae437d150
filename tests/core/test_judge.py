"""The judge: outcomes follow from what a check yields, never from what it claims."""

from collections.abc import Iterator

import pytest

from auditor import Factor, Finding, Page, PageKind, Severity, Site, Stage, Team, check, fail, grade, review
from auditor.core.judge import Outcome, applicable, fingerprint, judge
from auditor.core.records import PageSummary

DOC = """A good state.

Why it matters: because.
How to fix: so.
Bad: <p>
Good: <p>
Rests on: A 1
References: none
"""
PAGE = Page(url="http://shop.example/", final_url="http://shop.example/", status=200, html="<p>", kind=PageKind.PRODUCT)


def made(body, severity=Severity.MAJOR, **more):
    """A check with this body."""
    body.__doc__ = DOC
    declare = check("speed/made", code="SPD-99", severity=severity, stage=Stage.BUY, team=Team.DESIGN, factor=Factor.BRAND, **more)
    return declare(body).check


def silent(page: Page) -> Iterator[Finding]:
    yield from ()


def failing(page: Page, *, least: int = 3) -> Iterator[Finding]:
    yield fail("less than {least}", least=least)


def doubting(page: Page) -> Iterator[Finding]:
    yield review("is it?")


def crashing(page: Page) -> Iterator[Finding]:
    yield fail("first")
    raise KeyError("oops")


def grading(page: Page) -> Iterator[Finding]:
    yield grade(0.7)


def no(page: Page) -> bool:
    """It makes no sense here."""
    return False


@pytest.mark.parametrize(("body", "outcome", "value"), [
    (silent, Outcome.PASS, 1.0), (failing, Outcome.FAIL, 0.0), (doubting, Outcome.REVIEW, None), (crashing, Outcome.ERROR, None),
    (grading, Outcome.PASS, 0.7),
])
def test_outcomes(body, outcome, value):
    judged = judge(made(body), PAGE)
    assert (judged.outcome, judged.value) == (outcome, value)


def test_predicates_give_their_reason():
    not_here = judge(made(silent, applies=no), PAGE)
    assert (not_here.outcome, not_here.reason) == (Outcome.NOT_APPLICABLE, "It makes no sense here.")
    assert judge(made(silent, measured=no), PAGE).outcome is Outcome.UNKNOWN


def test_predicates_see_what_the_check_sees():
    def beside(page: Page, site: Site) -> Iterator[Finding]:
        yield fail("in {market}", market=site.market)

    def sold_in_britain(page: Page, site: Site) -> bool:
        """The shop sells elsewhere."""
        return site.market == "GB"

    made_so = made(beside, applies=sold_in_britain)
    assert judge(made_so, PAGE, Site("http://shop.example/", market="GB")).findings[0].text == "in GB"
    assert judge(made_so, PAGE, Site("http://shop.example/", market="DE")).reason == "The shop sells elsewhere."
    assert judge(made_so, PAGE).outcome is Outcome.UNKNOWN


def test_options_reach_the_check():
    assert judge(made(failing), PAGE, None, {"least": 5}).findings[0].text == "less than 5"


def test_kinds_of_page_limit_a_check():
    assert list(applicable([made(silent, on={PageKind.HOME})], PAGE)) == []
    assert len(list(applicable([made(silent, on={PageKind.PRODUCT})], PAGE))) == 1


def test_a_milder_finding_costs_less():
    def mild(page: Page) -> Iterator[Finding]:
        yield fail("a little", severity=Severity.MINOR)

    assert judge(made(mild), PAGE).value == 0.5


def test_a_defect_of_some_pages_of_the_shop_costs_their_share():
    def some(site: Site) -> Iterator[Finding]:
        yield fail("here", pages=("http://shop.example/1",))

    pages = tuple(PageSummary(f"http://shop.example/{number}", f"http://shop.example/{number}", 200, PageKind.OTHER, "other") for number in range(4))
    assert judge(made(some), Site("http://shop.example/", pages)).value == 0.75


def test_fingerprints_follow_check_address_and_key_alone():
    one = fingerprint("a/b", "http://127.0.0.1:8000/x?y=1#z", "key", "http://127.0.0.1:8000/")
    assert one == fingerprint("a/b", "http://127.0.0.1:9000/x?y=1#z", "key", "http://127.0.0.1:9000/")
    others = [("a/c", "http://127.0.0.1:8000/x?y=1#z", "key"), ("a/b", "http://127.0.0.1:8000/x?y=2#z", "key"),
              ("a/b", "http://127.0.0.1:8000/x?y=1#z", "other"), ("a/b", "http://cdn.example/x?y=1#z", "key")]
    assert len({one, *(fingerprint(*other, "http://127.0.0.1:8000/") for other in others)}) == 5


def test_a_docstring_without_a_section_is_refused():
    def poor(page: Page) -> Iterator[Finding]:
        """A good state.

        Why it matters: because.
        """
        yield from ()

    with pytest.raises(ValueError, match="section missing: How to fix"):
        check("speed/poor", code="SPD-98", severity=Severity.NOTE, stage=Stage.BUY, team=Team.DESIGN, factor=Factor.BRAND)(poor)
