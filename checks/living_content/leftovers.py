"""FRS-02: a year that has stood still, and texts of the template."""

import re
from collections.abc import Iterator
from datetime import MAXYEAR
from email.utils import parsedate_tz

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page
from auditor.facts.document import description, title
from auditor.facts.text import visible_text
from auditor.facts.words import caseless

COPYRIGHT = re.compile(r"(?:©|\(c\)\s|&copy;|copyright|版权所有|版權所有|all rights reserved)[^\n]{0,60}", re.I)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
END_OF_PAGE = 800
TEMPLATE_TEXTS = (
    "lorem ipsum dolor", "example product title", "your product's name", "translation missing: ", "just another wordpress site",
    "this is a demo store for testing purposes", "this is an example page", "hello world! welcome to wordpress",
    "powered by your store", "your content goes here", "your text here", "insert your text", "write your text here",
    "add your text here", "default welcome msg!", "这里填写", "请在此输入", "此处填写", "請在此輸入",
    "ここにテキスト", "ダミーテキスト", "hier steht ihr text", "blindtext", "votre texte ici", "texto de ejemplo aquí",
)
LEFT_OVER = re.compile("|".join(TEMPLATE_TEXTS).replace("missing: ", r"missing: [\w.]+"), re.I)


@check("living-content/leftovers", code="FRS-02", severity=Severity.MINOR, stage=Stage.DISCOVER, team=Team.CONTENT,
       factor=Factor.CONTENT)
def leftovers(page: Page, *, years: int = 2) -> Iterator[Finding]:
    """Nothing on the page is left over from former years or from the template.

    Why it matters: An old year at the foot of the page, or “lorem ipsum” on it, says that nobody minds the shop. Customers
        then doubt the prices and the stock as well.
    How to fix: Let the template write the present year, look through every page for texts that came with the theme, and
        replace or remove them.
    Bad:
        <main><h1>About us</h1><p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.</p></main>
    Good:
        <main><h1>About us</h1><p>We have sold tea at the harbour since 1998.</p></main><footer>© 1998-2026 Harbour
        Teas</footer>
    Rests on: E 4.3, 4.1
    References: Opquast checklist v4 (2020). A lag of two years: house rule.
    """
    text = visible_text(page)
    for left in left_over(f"{title(page)}\n{description(page)}\n{text}"):
        yield fail("The page still holds the template's text “{text}”", key=left.casefold(), text=left, at=left)
    now = parsedate_tz(page.headers.get("date", ""))
    named = [int(year) for match in COPYRIGHT.finditer(text[-END_OF_PAGE:]) for year in YEAR.findall(match[0])]
    if now and named and now[0] <= MAXYEAR and now[0] - max(named) >= years:
        yield fail("The copyright line at the foot of the page ends in {year}", key="year", year=max(named), now=now[0])


def left_over(text: str) -> dict[str, None]:
    """The template's texts in a text. Searching for the pattern costs a hundred times what looking for plain words does."""
    plain = caseless(text)
    if not any(each in plain for each in TEMPLATE_TEXTS):
        return {}
    return dict.fromkeys(match[0] for match in LEFT_OVER.finditer(text))
