"""schema.org data as pages carry it, whole and broken."""

import subprocess
import sys

import pytest

from auditor.facts.structured import broken_blocks, items, of_type, read_json, text_value, types_of, values
from tests.facts.pages import page


def linked(*blocks: str):
    return page("".join(f'<script type="application/ld+json">{block}</script>' for block in blocks))


@pytest.mark.parametrize("text", [
    '{"@type": "Product"}', '{"@type": "Product",}', '<!-- {"@type": "Product"} -->', '//<![CDATA[\n{"@type": "Product"}\n//]]>',
    '{"@type": "Product"};', ' \n{"@type": "Product"}{"@type": "Other"}', '{"@type": "Pro\nduct"}',
])
def test_json_that_can_be_read(text):
    assert read_json(text)["@type"].replace("\n", "") == "Product"


@pytest.mark.parametrize("text", ["", "{", "{'@type': 'Product'}", "null;", "[" * 100_000, "undefined"])
def test_json_that_cannot(text):
    assert read_json(text) is None


def test_graphs_lists_and_main_entities_are_flattened():
    asked = linked(
        '{"@context": "https://schema.org", "@graph": [{"@type": "Organization"}, {"@type": "WebPage", "breadcrumb": '
        '{"@type": "BreadcrumbList"}}]}', '[{"@type": ["Product", "Vehicle"]}]', '{"@type": "ItemPage", "mainEntity": {"@type": "Book"}}')
    assert [types_of(item) for item in items(asked)] == [
        ("Organization",), ("WebPage",), ("BreadcrumbList",), ("Product", "Vehicle"), ("ItemPage",), ("Book",)]
    assert len(of_type(asked, "Vehicle", "Book")) == 2


def test_a_broken_block_does_not_hide_the_others():
    asked = linked('{"@type": "Product"', '{"@type": "Product", "name": "Tea"}')
    assert [item["name"] for item in of_type(asked, "Product")] == ["Tea"]
    assert broken_blocks(asked) == 1
    assert broken_blocks(page("<p>none</p>")) == 0


def test_microdata_has_the_same_shape():
    asked = page("""<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Tea</h1><img itemprop="image" src="/t.jpg">
    <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="5"></div></div>""")
    (product,) = of_type(asked, "Product")
    assert text_value(product, "name") == "Tea"
    assert values(product, "image") == ["https://shop.example/t.jpg"]
    assert product["offers"]["price"] == "5"


def test_values_of_a_property():
    item = {"name": [" Tea  pot "], "brand": {"@type": "Brand", "name": "Cove"}, "price": 5, "sku": None, "ok": True, "one": {"@id": "#x"}}
    assert text_value(item, "name") == "Tea pot"
    assert text_value(item, "brand") == "Cove"
    assert text_value(item, "price") == "5"
    assert [text_value(item, name) for name in ("sku", "ok", "none")] == ["", "", ""]
    assert values(item, "name") == [" Tea  pot "]
    assert values(item, "sku") == []


def test_microdata_is_read_without_what_else_its_library_brings():
    script = ("import sys; from auditor.facts.structured import items; from tests.facts.pages import page;"
              "[item] = items(page('<p itemscope itemtype=\"https://schema.org/Product\"><b itemprop=name>Tea</b></p>'));"
              "assert item['name'] == 'Tea'; assert not {'rdflib', 'mf2py'} & set(sys.modules)")
    subprocess.run([sys.executable, "-c", script], check=True)
