"""Walls as the services that build them send them (shortened), and pages of shops that look a little alike."""

import pytest

from auditor.facts.walls import is_wall
from tests.facts.pages import page

CLOUDFLARE = """<html lang="en-US"><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to
continue</noscript><script>window._cf_chl_opt={cvId:'3'};</script></body></html>"""
BLOCKED = """<html><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1>
<div class="cf-error-details">You are unable to access shop.example</div><a href="https://www.cloudflare.com/">Cloudflare</a></body></html>"""
AKAMAI = """<html><head><title>Access Denied</title></head><body><h1>Access Denied</h1>You don't have permission to access "/" on this
server.<p>Reference #18.2d351ab8.1557333295.a4e16ab<p>https://errors.edgesuite.net/18.2d</body></html>"""
AKAMAI_QUIET = """<html><body><div id="sec-if-cpt-container"></div><script src="/_sec/cp_challenge/ak-challenge-4-3.htm"></script>"""
PERIMETERX = """<html><head><title>Access to this page has been denied</title></head><body><div id="px-captcha"></div>
<p>Press &amp; Hold to confirm you are a human (and not a bot).</body></html>"""
DATADOME = """<html><head><title>shop.example</title></head><body><script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>
<script src="https://ct.captcha-delivery.com/c.js"></script></body></html>"""
IMPERVA = """<html><body><iframe src="/_Incapsula_Resource?CWUDNSAI=9">Request unsuccessful. Incapsula incident ID: 1</iframe></body></html>"""
AWS = """<html><body><script src="https://x.token.awswaf.com/x/y/challenge.js"></script><div id="challenge-container"></div></body></html>"""
CHINESE = "<html><head><title>安全验证</title></head><body><div>请完成下方滑动验证</div></body></html>"
JAPANESE = "<html><body><h1>ロボットではありませんか</h1><div class=g-recaptcha></div></body></html>"
ASKS = """<html><head><title>Shop</title></head><body><p>Please verify you are human</p>
<script src="https://www.google.com/recaptcha/api.js"></script></body></html>"""
MENU = "".join(f"<a href=/{name}>{name}</a>" for name in ("home", "tea", "coffee", "cups", "gifts", "contact", "cart"))
RECAPTCHA = '<script src="https://www.google.com/recaptcha/api.js"></script>'


@pytest.mark.parametrize("html", [CLOUDFLARE, BLOCKED, AKAMAI, AKAMAI_QUIET, PERIMETERX, DATADOME, IMPERVA, AWS, CHINESE, JAPANESE, ASKS])
def test_walls_are_known(html):
    assert is_wall(page(html))


@pytest.mark.parametrize("html", [
    "<title>Shop</title><h1>Tea</h1><p>Green and black.</p>",
    f"<title>Contact</title>{MENU}<form method=post><input name=mail><textarea></textarea></form>{RECAPTCHA}",
    f"<title>Contact</title><form method=post><input name=mail><textarea></textarea><button>Send</button></form>{RECAPTCHA}",
    f"<title>Just a moment, a perfume</title>{MENU}<h1>Just a moment</h1><p>A scent of five minutes.</p>",
    f"<title>Security check list</title>{MENU}<h1>Security check list</h1>",
    "<title>Tea</title><p>" + "access denied to bad tea, says the house. " * 40,
    f"<title>Tea</title>{MENU}<h1>Tea</h1><script src=/cdn-cgi/challenge-platform/h/b/scripts/jsd/main.js></script>",
    "<title>404</title><h1>Not found</h1>", "<html></html>", ""])
def test_pages_of_shops_are_no_walls(html):
    assert not is_wall(page(html))
