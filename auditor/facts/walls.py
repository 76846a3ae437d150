"""Whether a page is none of the shop's, but asks for a proof that a person is there."""

import re

from lxml import etree

from auditor.core.records import LinkKind, Page
from auditor.facts.document import headline, title
from auditor.facts.fact import fact
from auditor.facts.links import links
from auditor.facts.text import visible_text
from auditor.facts.tree import tree

SAYS_SO = re.compile(
    r"just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|attention required|"
    r"access denied|pardon our interruption|security check|enable javascript and cookies|human verification|"
    r"you have been blocked|request unsuccessful|ddos protection|press & hold|滑动验证|滑動驗證|安全验证|安全驗證|"
    r"人机验证|人機驗證|访问验证|ロボットではありません|アクセスが拒否|sicherheitsüberprüfung|sind sie ein mensch|"
    r"zugriff verweigert|vérification de sécurité|accès refusé|vérifi\w+ que vous êtes humain|"
    r"verificación de seguridad|acceso denegado|verifi\w+ que (?:eres|es) humano",
    re.I,
)
CAPTCHA = re.compile(r"captcha|challenges\.cloudflare\.com|geetest|arkoselabs", re.I)
# What the services that build such walls put on no other page.
MARKS = re.compile(
    r"/cdn-cgi/challenge-platform/h/|_cf_chl_opt|cf-browser-verification|cf-error-details|_Incapsula_Resource|sec-if-cpt-container|"
    r"ak-challenge|px-captcha|captcha-delivery\.com|awswaf[^\"']*/challenge\.js|awsWafCookieDomainList|"
    r"errors\.edgesuite\.net|sucuri_cloudproxy|ddos-guard/js-challenge|/_sec/cp_challenge|TSPD_101|geetest_captcha|nocaptcha\.js"
)
SOURCES = etree.XPath("//script/@src | //iframe/@src")
MOST_LINKS = 5
SHORT = 800
LONGEST_HTML = 200_000


@fact
def is_wall(page: Page) -> bool:
    """Whether next to nothing stands here but a check for robots, or the word that one is kept out.

    A page of the shop has more links than that; a form with a captcha in it is a page of the shop.
    """
    if len(page.html) > LONGEST_HTML or sum(link.kind is LinkKind.ANCHOR for link in links(page)) > MOST_LINKS:
        return False
    said = visible_text(page)
    if len(said) > SHORT:
        return False
    if MARKS.search(page.html) or SAYS_SO.search(f"{title(page)} {headline(page)}"):
        return True
    return bool(SAYS_SO.search(said)) and any(CAPTCHA.search(str(source)) for source in SOURCES(tree(page)))
