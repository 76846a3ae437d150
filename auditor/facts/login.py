"""Whether a page is a log-in."""

from lxml import etree

from auditor.core.records import Page, PageKind
from auditor.facts import kinds, text
from auditor.facts.fact import fact
from auditor.facts.tree import tree

PASSWORD = etree.XPath("boolean(//input[@type='password'])")
FEW_WORDS = 150


@fact
def asks_to_log_in(page: Page) -> bool:
    """Whether a page wants a password and little else: one that its address or heading calls a log-in, or with few words."""
    if not PASSWORD(tree(page)):
        return False
    return kinds.kind_of(page, "")[0] is PageKind.ACCOUNT or text.word_count(page) < FEW_WORDS
