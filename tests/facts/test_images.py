"""Which pictures a page has, and which of them show its product."""

import pytest

from auditor.facts.images import content_images, gallery_images, picture_key
from tests.facts import templates
from tests.facts.pages import page


def test_pictures_with_their_text_size_and_place():
    html = """<header><img src="/logo.svg" alt="Shop"></header><main><img src="a.jpg" width="600" height="400px"><img alt="">
    <img src="data:image/gif;base64,R0" data-src="/lazy.jpg" alt="Late"><img src="/pixel.gif" width="1" height="1"><img hidden src="/no.jpg">
    <noscript><img src="/no.jpg"></noscript><img srcset="/s.jpg 300w, /l.jpg 600w" alt="Set"></main>"""
    assert [(image.src.removeprefix("https://shop.example/"), image.alt, image.width, image.height, image.main)
            for image in content_images(page(html, "p/"))] == [
        ("logo.svg", "Shop", None, None, False), ("p/a.jpg", None, 600, 400, True), ("", "", None, None, True),
        ("lazy.jpg", "Late", None, None, True), ("s.jpg", "Set", None, None, True),
    ]


@pytest.mark.parametrize(("template", "count"), [
    (templates.WOOCOMMERCE, 2), (templates.DAWN, 2), (templates.OPENCART, 3), (templates.PRESTASHOP, 2), (templates.EVERSHOP, 1),
    (templates.OSCAR, 2), (templates.ODOO, 1), (templates.EC_CUBE, 1), (templates.GERMAN, 0),
], ids=["woocommerce", "dawn", "opencart", "prestashop", "evershop", "oscar", "odoo", "ec-cube", "german"])
def test_the_distinct_pictures_of_a_product(template, count):
    assert len(gallery_images(page(template))) == count


@pytest.mark.parametrize("markup", [
    '<img src="/img/logo.png">', '<img src="/x.png" class="payment-icon">', '<img src="/star-rating.png">', '<img src="/a.jpg" width="20">',
    '<header><img src="/a.jpg"></header>', '<img alt="">', '<aside><img src="/a.jpg"></aside>',
])
def test_pictures_that_show_no_product(markup):
    assert gallery_images(page(f"<body><main><h1>Mug</h1>{markup if 'header' not in markup else ''}</main>{markup}</body>")) == ()


@pytest.mark.parametrize(("one", "other"), [
    ("/files/mug_300x.jpg?v=1", "/files/mug_1024x1024.jpg?v=1"), ("/uploads/mug-150x150.jpg", "/uploads/mug.jpg"),
    ("/2-large_default/mug.jpg", "/2-small_default/mug.jpg"), ("/cache/1/image/265x/a/b/mug.jpg", "/cache/1/image/600x600/a/b/mug.jpg"),
    ("/s/mug.jpg?width=200", "/s/mug.jpg?width=900"), ("/thumbs/mug.jpg", "/large/mug.jpg"), ("/a/mug_small.jpg", "/a/mug_large.webp"),
])
def test_one_picture_in_two_sizes(one, other):
    assert picture_key(one) == picture_key(other)


@pytest.mark.parametrize(("one", "other"), [
    ("/files/mug-1.jpg", "/files/mug-2.jpg"), ("/2-large_default/mug.jpg", "/1-large_default/mug.jpg"), ("/a/front.jpg", "/b/front.jpg"),
    ("/media/IMG_1024.jpg", "/media/IMG_1025.jpg"),
])
def test_two_pictures(one, other):
    assert picture_key(one) != picture_key(other)
