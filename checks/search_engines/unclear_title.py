"""SEO-07: the title that stands in a search result and in the browser's tab."""

import unicodedata
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page
from auditor.facts.document import title

NO_NAMES = frozenset({
    "home", "homepage", "home page", "index", "untitled", "untitled document", "untitled page", "document", "new page", "welcome",
    "title", "page title", "react app", "vite app", "vue app", "next.js", "startseite", "willkommen",
    "unbenannt", "unbenanntes dokument", "accueil", "bienvenue", "sans titre", "inicio", "bienvenido", "sin título",
    "首页", "主页", "首頁", "主頁",
    "无标题文档", "無標題文件", "无标题", "ホーム", "トップページ", "トップ", "無題ドキュメント",
})


@check("search-engines/unclear-title", code="SEO-07", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.CONTENT,
       factor=Factor.CONTENT,
       headline="{pages} pages have a title that is missing, or too short or too long for search results")
def unclear_title(page: Page, *, longest: int = 100) -> Iterator[Finding]:
    """The page's title says what the page is.

    Why it matters: The title is the line that people tap in a search result, and the name of the tab and of the bookmark.
        Without one, or under “Home”, nobody knows the page among ten others, and of a very long one only the first half is
        shown.
    How to fix: Give every template a <title> made of what the page is and whose it is, such as “Copper kettle, 1 l –
        Harbour Teas”, with the important words first and about 60 letters (30 han) long.
    Bad:
        <html lang="en"><head><title>Home</title></head><body><h1>Teas from the harbour</h1></body></html>
    Good:
        <html lang="en"><head><title>Harbour Teas – black and green teas</title></head><body><h1>Teas</h1></body></html>
    Rests on: D III.1; B good experience
    References: Google Search Central, Influencing your title links (2025). WCAG 2.2, criterion 2.4.2 (2023). Lengths: house
        rule.
    """
    text = " ".join((title(page) or "").split())
    if not text:
        yield fail("The page has no title", key="none")
    elif text.casefold().strip(" -|·.!") in NO_NAMES:
        yield fail("The page's title is only “{title}”", key="empty", title=text)
    elif columns(text) > longest:
        yield fail("The page's title is {length} letters long, of which search results show about 60", key="long",
                   length=len(text), title=text)


def columns(text: str) -> int:
    """The width of a text, where a han or kana counts as two letters."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
