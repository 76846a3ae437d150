"""Pages that do nothing but send their visitors on."""

import pytest

from auditor.core.records import Page
from auditor.facts.login import asks_to_log_in
from auditor.facts.redirects import script_redirect

URL = "https://shop.example/orders"
WORDS = "<p>" + "A kettle of hammered copper. " * 8 + "</p>"
LEADS_ON = {
    "<script>location.href='/login'</script>": "/login",
    '<script>window.location = "/login";</script>': "/login",
    "<script>window.location.replace('https:\\/\\/shop.example\\/login')</script>": "/login",
    "<script type='text/javascript'><!--\n top.location.href = '/login?back=%2Forders';\n//--></script>": "/login?back=%2Forders",
    "<script>document.location.assign('login')</script><p>Please wait, you are being sent on.</p>": "/login",
    "<body onload=\"location.href='/login'\">": "/login",
    "<script type=application/ld+json>{}</script><script>self.location='/login'; return false;</script>": "/login",
    "<meta http-equiv=refresh content='0;url=/login'>": "/login",
    "<meta http-equiv=Refresh content='3; URL=\"/login\"'><a href=/login>On</a>": "/login",
    "<base href='/de/'><script>location='login'</script>": "/de/login",
}
STAYS = (
    "<script>if (old) location.href='/login'</script>",
    "<script>location.href='/login?' + Date.now()</script>",
    "<script>track(); location.href='/login'</script>",
    "<script>track()</script><script>location.href='/login'</script>",
    "<script>location.reload()</script>",
    "<script>location.href='/orders'</script>",
    "<script>location.href='javascript:void(0)'</script>",
    f"{WORDS}<script>location.href='/login'</script>",
    f"{WORDS}<meta http-equiv=refresh content='0;url=/login'>",
    "<meta http-equiv=refresh content='300;url=/orders?fresh'>",
    "<meta http-equiv=refresh content='5'>",
    "<a href=/login onclick=\"location.href='/login'\">Log in</a>",
    "<script src=/location.js></script>",
)


def page(html: str, url: str = URL) -> Page:
    return Page(url=url, final_url=url, status=200, html=html)


@pytest.mark.parametrize(("html", "target"), LEADS_ON.items())
def test_a_page_that_leads_on(html, target):
    assert script_redirect(page(html)) == f"https://shop.example{target}"


@pytest.mark.parametrize("html", STAYS)
def test_a_page_that_stays(html):
    assert script_redirect(page(html)) is None


FORM = "<form method=post><input name=user><input type=password name=pass></form>"


@pytest.mark.parametrize(("html", "url", "is_login"), [
    (FORM, "https://shop.example/password", True),
    (f"<h1>Log in</h1>{FORM}{WORDS * 8}", "https://shop.example/x", True),
    (f"{FORM}{WORDS * 8}", "https://shop.example/customer/login", True),
    (f"{FORM}{WORDS * 8}", "https://shop.example/kettles", False),
    ("<h1>Log in</h1><input name=user>", "https://shop.example/login", False),
])
def test_a_log_in_wants_a_password_and_little_else(html, url, is_login):
    assert asks_to_log_in(page(html, url)) is is_login
