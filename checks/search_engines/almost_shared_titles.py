"""SEO-09: titles and descriptions that differ from others in nothing that a reader sees."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail, review
from auditor.core.records import PageSummary, Site
from auditor.facts.text import CJK, WORD, hashes_of
from checks.search_engines.likeness import in_groups, leaders
from checks.search_engines.listed import listed, shared
from checks.search_engines.shared_titles import fingerprint, some_listed

FIELDS = ("title", "description")
# Not next to a digit, where “-2.5” and “2.5” are two lenses.
POINTS = re.compile(r"(?<!\d)[\s.,;:!?…'\"“”„‘’«»‹›()\[\]|·•_–—\-、。，；：！？「」『』（）【】]+(?!\d)")
ALIKE = 0.9


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
    for field in FIELDS:
        for (language, text), group in shared(site, partial(plain_text_of, field)).items():
            if len({" ".join(getattr(page, field).split()) for page in group}) > 1:
                yield fail("{count} pages have one {field} but for capitals and commas: “{text}”", field=field,
                           key=f"{field} {fingerprint(language, text)}", **told(group, field))
    for group in reworded(site, fewest_words):
        yield review("{count} pages describe themselves in almost the same words: “{text}”", key="description reworded",
                     url=group[0].final_url, **told(group, "description"))


def plain_text_of(field: str, page: PageSummary) -> tuple[str, str] | None:
    """The page's language and what a reader takes from a field, None where that is nothing."""
    text = plainly(getattr(page, field))
    return (page.language, text) if text else None


def plainly(text: str) -> str:
    return " ".join(POINTS.sub(" ", text.casefold()).split())


def reworded(site: Site, fewest_words: int) -> Iterator[list[PageSummary]]:
    """Groups of pages with almost the same description, in which nothing tells them apart."""
    places, hashes = descriptions(site, fewest_words)
    chosen = in_groups(places, leaders(hashes, ALIKE))
    groups: dict[tuple[str, int], list[PageSummary]] = defaultdict(list)
    for place, page in enumerate(listed(site) if chosen else ()):
        if place in chosen:
            groups[page.language, chosen[place]].append(page)
    for group in groups.values():
        common = set.intersection(*(words_of(page.description) for page in group))
        nameless = [page for page in group if not is_told_apart(page, common)]
        if len(nameless) > 1:
            yield nameless


def descriptions(site: Site, fewest_words: int) -> tuple[array, list[tuple[int, int]]]:
    """The places of listed pages with a description of their own, and its hashes; of those with the same one the first."""
    places, hashes, known = array("q"), [], set()
    for place, page in enumerate(listed(site)):
        found = plain_text_of("description", page)
        if found and hash(found) not in known and len(words_of(found[1])) >= fewest_words:
            known.add(hash(found))
            places.append(place)
            hashes.append(hashes_of(found[1]))
    return places, hashes


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
