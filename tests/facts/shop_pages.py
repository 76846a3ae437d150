"""Whole pages of a made-up shop, as large as real ones: 47 KB, 510 elements, 72 links and 21 pictures a product page."""

from random import Random

SHOP = "https://shop.example/"
WORDS = ["copper", "kettle", "tin", "lining", "stove", "handle", "litre", "water", "hammered", "polished", "brass", "kitchen", "made", "hand", "maker", "years", "guarantee", "heat", "even", "boil", "whistle", "spout", "lid", "knob", "base", "gas", "ceramic", "halogen", "wash", "dry", "cloth", "gift", "box", "parcel", "return"]
DEPARTMENTS = ("Kettles", "Pans", "Knives", "Boards", "Jars", "Linen")


def sentence(random: Random, count: int) -> str:
    return " ".join(random.choices(WORDS, k=count)).capitalize() + "."


def menu() -> str:
    columns = "".join(
        f'<li class="mega-menu__item"><a class="mega-menu__link" href="/c/{name.lower()}/">{name}</a><div class="mega-menu__panel">'
        f'<ul class="mega-menu__list list-unstyled">{"".join(f"""<li><a href="/c/{name.lower()}/{each}/"><span>{each.title()} {name.lower()}</span></a></li>""" for each in WORDS[:4])}'
        "</ul></div></li>" for name in DEPARTMENTS)
    return f'<nav class="site-header__nav" aria-label="Main"><ul class="mega-menu list-unstyled">{columns}</ul></nav>'


def card(random: Random, number: int) -> str:
    return (f'<li class="grid__item"><article class="card card--product" data-id="{number}"><a class="card__media" href="/p/{number}-{random.choice(WORDS)}/">'
            f'<img class="card__image" src="/media/{number}/card_360x.jpg" srcset="/media/{number}/card_360x.jpg 360w, /media/{number}/card_720x.jpg 720w" '
            f'sizes="(min-width: 750px) 25vw, 50vw" alt="{sentence(random, 4)}" width="360" height="360" loading="lazy"></a>'
            f'<h3 class="card__title"><a href="/p/{number}-{random.choice(WORDS)}/">{sentence(random, 3)}</a></h3>'
            f'<div class="price"><span class="visually-hidden">Price</span><span class="price__value">£{number % 90}.50</span></div></article></li>')


def footer() -> str:
    lists = "".join(f'<div class="footer__column"><h2 class="footer__title">{title}</h2><ul>{"".join(f"""<li><a href="{SHOP}pages/{title.lower()}-{each}">{each.title()}</a></li>""" for each in WORDS[:5])}</ul></div>'
                    for title in ("Service", "About"))
    return f'<footer class="footer" role="contentinfo">{lists}<p>© Shop</p><a href="https://social.example/shop" rel="nofollow noopener">Social</a></footer>'


def head(number: int, title: str) -> str:
    return (f'<meta charset="utf-8"><title>{title}</title><meta name="viewport" content="width=device-width"><meta name="description" content="{title}">'
            f'<link rel="canonical" href="{SHOP}p/{number}/"><link rel="alternate" hreflang="de" href="{SHOP}de/p/{number}/"><link rel="stylesheet" href="/theme.css?v=3">'
            f'<link rel="icon" href="/favicon.png"><link rel="preload" as="font" href="/fonts/a.woff2" crossorigin><script src="/theme.js?v=3" defer></script>'
            f'<meta property="og:url" content="{SHOP}p/{number}/"><meta property="og:image" content="{SHOP}media/{number}/1.jpg"><meta property="og:title" content="{title}">'
            f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"Product","name":"{title}","url":"{SHOP}p/{number}/","image":["{SHOP}media/{number}/1.jpg"],'
            f'"offers":{{"@type":"Offer","price":"12.50","priceCurrency":"GBP","url":"{SHOP}p/{number}/"}}}}</script>'
            f'<style>.hero{{background:url("/media/hero.jpg")}}{"".join(f".c{each}{{margin:{each}px;padding:0}}" for each in range(60))}</style>')


def product_page(number: int) -> str:
    """The product page of that number: its header, menu and footer are those of every other."""
    random = Random(number)
    title = sentence(random, 4)
    pictures = "".join(f'<li class="product__media-item"><div class="product__media"><img src="/media/{number}/{each}_1200x.jpg" alt="{title}" width="1200" height="1200"></div></li>' for each in range(9))
    details = "".join(f'<tr class="facts__row"><th scope="row">{sentence(random, 2)}</th><td>{sentence(random, 5)}</td></tr>' for _ in range(58))
    prose = "".join(f'<p class="rte__paragraph">{sentence(random, 95)}</p>' for _ in range(40))
    cards = "".join(card(random, random.randrange(2000)) for _ in range(13))
    return (
        f'<!doctype html><html lang="en"><head>{head(number, title)}</head><body class="template-product"><a class="skip-link" href="#main">Skip</a>'
        f'<header class="site-header"><a class="site-header__logo" href="/"><img src="/media/logo.svg" alt="Shop" width="120" height="40"></a>{menu()}'
        '<form action="/search" class="search"><input type="search" name="q"><button>Go</button></form><a href="/cart" aria-label="Cart"><svg><path d="M0 0h9"/></svg></a></header>'
        f'<main id="main"><nav class="breadcrumb" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/c/kettles/">Kettles</a></li></ol></nav>'
        f'<section class="product"><ul class="product__media-list">{pictures}</ul><div class="product__info"><h1>{title}</h1><div class="price"><span>£12.50</span></div>'
        '<form method="post" action="/cart/add"><label for="n">Quantity</label><input id="n" name="n" value="1"><button class="button">Add to cart</button></form>'
        f'<table class="facts">{details}</table></div><div class="rte">{prose}</div></section><section class="related"><h2>Related</h2><ul class="grid">{cards}</ul></section></main>{footer()}</body></html>')
