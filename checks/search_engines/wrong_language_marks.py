"""SEO-04: the language a page declares, and the language versions it names."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page
from auditor.facts.document import canonical, hreflangs, language_tag, written_language

CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw
    ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm
    sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"""
LANGUAGES = frozenset(CODES.split())
MEANT = {"jp": "ja", "cn": "zh", "gr": "el", "cz": "cs", "dk": "da", "ua": "uk", "en-uk": "en-GB", "tw": "zh-Hant", "kr": "ko"}
NO_REGIONS = frozenset({"uk", "eu", "xx", "zz"})


@check("search-engines/wrong-language-marks", code="SEO-04", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.ENGINEERING,
       factor=Factor.FUNCTION)
def wrong_language_marks(page: Page) -> Iterator[Finding]:
    """Every page says truly which language it is in.

    Why it matters: Browsers decide by this mark whether to offer a translation, screen readers choose the voice by it, and
        search engines choose whom to show the page to. A wrong mark sends customers to a version that they cannot read.
    How to fix: Write the language into the page's first tag, as in <html lang="de"> or <html lang="zh-Hans">. If the shop
        has versions in other languages, use codes such as en-GB or fr-CH for them, and let every version name itself among
        them.
    Bad:
        <html lang="jp"><head><title>Tea</title></head><body><h1>お茶</h1></body></html>
    Good:
        <html lang="ja"><head><title>Tea</title></head><body><h1>お茶</h1></body></html>
    Rests on: D III.1 (structure made for people is what search engines reward)
    References: BCP 47 (RFC 5646, 2009). WCAG 2.2, criterion 3.1.1 (2023). Google Search Central, Localized versions (2025).
    """
    declared = (written_language(page) or "").strip()
    if not declared:
        yield fail("The page does not say which language it is in", key="lang")
    elif not is_valid(declared):
        yield fail("The page gives its language as “{code}”, which is no language code{hint}", key="lang", code=declared,
                   hint=hint(declared))
    versions = dict(hreflangs(page))
    for code in versions:
        if code.lower() != "x-default" and not is_valid(code):
            yield fail("One of the page's language versions is marked “{code}”, which is no language code{hint}",
                       key=f"hreflang {code}", code=code, hint=hint(code))
    own = {bare(address) for address in (page.url, page.final_url, canonical(page)) if address}
    if versions and own.isdisjoint(bare(address) for address in versions.values()):
        yield fail("The page names {count} language versions, and itself is not among them", key="self", count=len(versions),
                   versions=sorted(versions))


def is_valid(code: str) -> bool:
    tag = language_tag(code).lower()
    primary, *rest = tag.split("-")
    return "_" not in code and (primary in LANGUAGES or len(primary) == 3) and NO_REGIONS.isdisjoint(rest)


def hint(code: str) -> str:
    plain = language_tag(code)
    meant = MEANT.get(code.lower()) or (plain if plain != code and is_valid(plain) else "")
    return f"; “{meant}” is probably meant" if meant else ""


def bare(address: str) -> str:
    """The address without scheme, www, query and last slash."""
    return re.sub(r"^https?://(www\.)?", "", address).partition("?")[0].rstrip("/")
