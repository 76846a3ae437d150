"""SEO-09: titles and descriptions that differ from others in nothing that a reader sees."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import PageSummary, Site
from auditor.facts.text import CJK, WORD, hashes_of
from checks.search_engines.addresses import is_listed, plain
from checks.search_engines.likeness import leaders
from checks.search_engines.shared_titles import fingerprint, some_listed

FIELDS = ("title", "description")
# Not next to a digit, where “-2.5” and “2.5” are two lenses.
POINTS = re.compile(r"(?<!\d)[\s.,;:!?…'\"“”„‘’«»‹›()\[\]|·•_–—\-、。，；：！？「」『』（）【】]+(?!\d)")
ALIKE = 0.9
Texts = dict[tuple[str, str], list[PageSummary]]


@check("search-engines/almost-shared-titles", code="SEO-09", severity=Severity.NOTE, stage=Stage.DISCOVER, team=Team.MARKETING,
       factor=Factor.CONTENT, measured=some_listed, preview=True,
       headline="{count} titles or descriptions are almost those of other pages")
def almost_shared_titles(site: Site, *, fewest_words: int = 12) -> Iterator[Finding]:
    """Titles and descriptions differ in more than capitals and commas.

    Why it matters: In a list of search results “Copper kettle” and “COPPER KETTLE!” are one title twice; nobody can tell which of
        the two has what they look for.
    How to fix: If it is one page under several addresses, name the right one in the head of all of them. If these are
        different pages, say in title and description what sets each apart: size, colour, use.
    Bad:
        pages:
          - {url: "https://shop.example/a", title: Copper kettle | Shop}
          - {url: "https://shop.example/b", title: COPPER KETTLE - Shop}
    Good:
        pages:
          - {url: "https://shop.example/a", title: "Copper kettle, 1 l | Shop"}
          - {url: "https://shop.example/b", title: "Copper kettle, 2 l | Shop"}
    Rests on: D III.1 (the first contact is a search; structure and content for people)
    References: Google Search Central, Influencing your title links, and Control your snippets (2025). What differs in a number,
        in one word or in the page's own name is a variant and no copy: house rule.
    """
    pages = list({plain(page.final_url): page for page in site.pages if is_listed(page)}.values())
    for field in FIELDS:
        for (language, text), group in by_text(pages, field).items():
            if len({" ".join(getattr(page, field).split()) for page in group}) > 1:
                yield fail("{count} pages have one {field} but for capitals and commas: “{text}”", field=field,
                           key=f"{field} {fingerprint(language, text)}", **told(group, field))
    for group in reworded(pages, fewest_words):
        yield review("{count} pages describe themselves in almost the same words: “{text}”", key="description reworded",
                     url=group[0].final_url, **told(group, "description"))


def by_text(pages: Iterable[PageSummary], field: str) -> Texts:
    """The pages by language and by what a reader takes from the text."""
    groups: Texts = defaultdict(list)
    for page in pages:
        if text := plainly(getattr(page, field)):
            groups[page.language, text].append(page)
    return groups


def plainly(text: str) -> str:
    return " ".join(POINTS.sub(" ", text.casefold()).split())


def reworded(pages: Iterable[PageSummary], fewest_words: int) -> Iterator[list[PageSummary]]:
    """Groups of pages with almost the same description, in which nothing tells them apart."""
    distinct = [(*key, group[0]) for key, group in by_text(pages, "description").items() if len(words_of(key[1])) >= fewest_words]
    groups: dict[tuple[str, int], list[PageSummary]] = defaultdict(list)
    alike = leaders([hashes_of(text) for _, text, _ in distinct], ALIKE)
    for (language, _, page), leader in zip(distinct, alike, strict=True):
        groups[language, leader].append(page)
    for group in groups.values():
        common = set.intersection(*(words_of(page.description) for page in group))
        nameless = [page for page in group if not is_told_apart(page, common)]
        if len(nameless) > 1:
            yield nameless


def is_told_apart(page: PageSummary, common: set[str]) -> bool:
    """Whether the description says of its page what the others' do not: a number, its name, or one word, such as a colour."""
    own = words_of(page.description) - common
    names = words_of(f"{page.title} {page.heading} {page.product_name}")
    return len(own) < 2 or not own.isdisjoint(names) or any(letter.isdigit() for word in own for letter in word)


def words_of(text: str) -> set[str]:
    """The words of a text, of CJK scripts the letters."""
    return {*WORD.findall(text.casefold()), *CJK.findall(text)}


def told(group: list[PageSummary], field: str) -> dict:
    return {"pages": tuple(page.final_url for page in group), "count": len(group), "text": getattr(group[0], field)[:160]}
