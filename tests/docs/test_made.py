"""What `tools/make_docs.py` made is what it would make now."""

from auditor.core.registry import all_checks
from tools import make_docs


def test_made_documents_are_fresh():
    for path, text in make_docs.documents().items():
        assert (make_docs.DOCS / path).read_text(encoding="utf-8") == text, f"{path} is stale: make docs"


def test_no_page_of_a_check_is_left_over():
    there = {path.relative_to(make_docs.DOCS) for path in (make_docs.DOCS / make_docs.CHECKS).rglob("*.md")}
    assert there - set(make_docs.documents()) == set()


def test_every_check_has_its_page_in_the_index():
    index = (make_docs.DOCS / make_docs.INDEX).read_text()
    assert [check.code for check in all_checks() if f"[{check.code}]({check.id}.md)" not in index] == []


def test_prose_shows_markup_as_it_is_written():
    assert make_docs.prose("<h1> & *x_y*") == r"&lt;h1&gt; &amp; \*x\_y\*"
