"""Forms, fields, and the names they go by."""

import pytest

from auditor.facts.forms import accessible_name, fields, forms, search_form, unlabelled_fields
from auditor.facts.tree import parse
from tests.facts.pages import page


@pytest.mark.parametrize(("markup", "name"), [
    ("<button>Buy <b>now</b></button>", "Buy now"),
    ("<button aria-label='Add to cart'><svg></svg></button>", "Add to cart"),
    ("<button><img alt='Cart' src=x></button>", "Cart"),
    ("<button><svg><title>Search</title></svg></button>", "Search"),
    ("<button title='Menu'><i class=icon></i></button>", "Menu"),
    ("<button><i class=icon>\ue547</i> Add</button>", "Add"),
    ("<button></button>", ""),
    ("<a href=/x aria-labelledby='t'></a><p id=t>Tea pots</p>", "Tea pots"),
    ("<input type=submit value='Go on'>", "Go on"),
    ("<input type=submit>", "Submit"),
    ("<input type=image alt='Add to cart'>", "Add to cart"),
    ("<input id=q><label for=q>Quantity <em>*</em></label>", "Quantity *"),
    ("<label>Name <input></label>", "Name"),
    ("<input placeholder='E-mail'>", "E-mail"),
    ("<input title='E-mail'>", "E-mail"),
    ("<select id=s><option>Red</option></select><label for=s>Colour</label>", "Colour"),
    ("<select><option>Red</option></select>", ""),
    ("<input id=\"it's\">", ""),
])
def test_accessible_names(markup, name):
    root = parse(f"<body>{markup}</body>")
    element = next(root.iter("button", "input", "a", "select"))
    assert accessible_name(element) == name


def test_the_fields_that_a_person_fills_in():
    html = """<form action="/subscribe" method="POST"><input type=hidden name=t><input type=email name=m required autocomplete=" EMAIL ">
    <input name=trap style="display:none"><div hidden><input name=gone></div><div aria-hidden=true><input name=honey></div>
    <textarea name=text></textarea><select name=c></select><button>Send</button></form><input name=loose>"""
    (form,) = forms(page(html))
    assert (form.action, form.method, form.buttons) == ("https://shop.example/subscribe", "post", ("Send",))
    assert [(field.type, field.name) for field in form.fields] == [("email", "m"), ("textarea", "text"), ("select", "c")]
    assert (form.fields[0].autocomplete, form.fields[0].required) == ("email", True)
    assert [field.name for field in fields(page(html))] == ["m", "text", "c", "loose"]
    assert [field.name for field in unlabelled_fields(page(html))] == ["m", "text", "c", "loose"]


@pytest.mark.parametrize("html", [
    "<form action=/search/><input name=q type=search></form>",
    "<form role=search><input name=anything></form>",
    "<form action=/suche><input name=sSearch placeholder='Suchbegriff eingeben'><button>Los</button></form>",
    "<form method=get><input name=keyword><button>搜索</button></form>",
    "<form method=get action=/><input name=s></form>",
    "<search><form action=/x><input name=term></form></search>",
    "<form action=/list method=post><input name=words aria-label='Search products'></form>",
])
def test_search_forms(html):
    assert search_form(page(html)) is not None


@pytest.mark.parametrize("html", [
    "<form action=/newsletter method=post><input type=email name=email placeholder='Your e-mail'><button>Subscribe</button></form>",
    "<form action=/login method=post><input name=user><input type=password name=p></form>",
    "<form action=/cart/add method=post><input name=qty value=1><button>Add to cart</button></form>",
    "<form action=/postcode><input name=postcode placeholder='Your postcode'></form>",
    "<p>none</p>",
])
def test_forms_that_do_not_search(html):
    assert search_form(page(html)) is None
