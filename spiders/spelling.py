"""Addresses in one spelling, and taken apart into what may vary in them: segments of the path and parameters."""

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.core.records import TrapCause

Pairs = tuple[tuple[str, str], ...]

# Set by advertisers and mailers, read by scripts alone. `ref`, `source` and `campaign` are not here: some shops answer by them.
TRACKING = re.compile(
    r"utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|gad_campaignid|srsltid|_ga|_gl|fbclid|fb_(?:action_ids|source|ref)"
    r"|igshid|msclkid|yclid|ymclid|_openstat|twclid|ttclid|li_fat_id|epik|mc_[ce]id|_hs(?:enc|mi)|hsctatracking|mkt_tok|vero_(?:id|conv)"
    r"|s_kwcid|ef_id|oly_(?:anon|enc)_id|_kx|irclickid|awc|spm|scm_id|wickedid|rb_clickid|__hs\w+|_bta_[tc]id|trk_\w+|pk_\w+|mtm_\w+",
    re.I)
BY_NAME = (
    (TrapCause.SESSIONS, r"\w*sess(?:ion)?(?:_?id)?|sid|s_?id|\w*_sid|zenid|oscs?id|ocsessid|phpsessid|jsessionid|cfid|cftoken"),
    (TrapCause.SORTING, r"(?=\w*?sort)\w+|order|order_?(?:by|way|dir)|dir|direction|limit|show|(?:items?_?)?per_?page|view|mode"
                        r"|layout|display|product_list_(?:order|dir|mode|limit)|resultsperpage|tri|ordre"),
    (TrapCause.SWITCHES, r"curr?(?:ency)?(?:_?(?:id|code))?|id_currency|lang(?:uage)?(?:_?(?:id|code))?|id_lang|locale|hl"
                         r"|___(?:store|from_store)|setcurrency|waehrung|devise|moneda|sprache|langue|idioma"),
    (TrapCause.PAGINATION, r"page|p|pg|paged|seite|pagina|page_?n(?:o|um|umber)|page-number|start|offset|from|skip|cursor|after"
                           r"|pn|product-page|currentpage|pageindex|sz|blatt|hoja"),
    (TrapCause.CALENDAR, r"year|month|day|date|week|calendar\w*|ical|jahr|monat|tribe-bar-date|eventdate"),
    (TrapCause.FACETS, r"(?=\w*?filter)\w+|facet\w*|pa_\w+|query_type_\w+|attrib\w*|refine\w*|pref[nv]\d+|pmin|pmax|colou?r|size"
                       r"|brand|manufacturer|material|price\w*|(?:min|max)_?price|rating\w*|style|gender|farbe|groesse|marke|preis"
                       r"|couleur|taille|marque|prix|talla|marca|precio|in_?stock|on_?sale|availability"),
)
NAMES = tuple((cause, re.compile(rf"(?:{pattern})(?:\[[^\]]*\])*", re.I)) for cause, pattern in BY_NAME)
OF_A_PRODUCT = re.compile(
    r"products?_?id|id_?products?|prod(?:uct)?|(?:goods|item)_?(?:id|no)|sku|pid|artikel|art(?:_?nr)?|branduid", re.I)
OF_A_LIST = re.compile(
    r"cat|c|cid|cate|categor\w+|cat_?id|id_?categor\w+|cpath|path|collection|department|route|controller|main_page|option|task|id"
    r"|q|s|search\w*|keywords?|tag|cate_no|rubrique", re.I)
OPAQUE = re.compile(r"[0-9a-f]{16,}|(?=[^-]*\d[^-]*\d[^-]*\d)(?=[^-]*[a-z])[0-9A-Za-z_~.]{20,}|\(.\([0-9A-Za-z]{12,}\)\)", re.I)
SHORTEST_OPAQUE = 16
DIGIT = re.compile(r"\d")
NUMBERED = re.compile(r"(page|seite|pagina|p|pg)[-_]?\d+", re.I)
YEAR = re.compile(r"(?:19|20)\d\d(?:-\d\d?){0,2}")
INDEX = re.compile(r"(?:index|default)\.(?:php|html?|aspx?|jsp)", re.I)


class Address(NamedTuple):
    """An address without scheme and host: the segments of its path, whether a slash ends it, its parameters in order of names."""

    segments: tuple[str, ...]
    slash: bool
    pairs: Pairs


def spelled(url: str) -> str:
    """The one spelling under which an address is known: no tracking parameters, the others in order of their names.

    `url` is as `auditor.facts.links.normal` gives it. Parameters of one name keep their order, since that may have a meaning.
    """
    base, mark, query = url.partition("?")
    if not mark:
        return url
    kept = [part for part in query.split("&") if part and not TRACKING.fullmatch(name_in(part))]
    return f"{base}?{'&'.join(sorted(kept, key=name_in))}" if kept else base


def name_in(part: str) -> str:
    return part.partition("=")[0]


@lru_cache(maxsize=512)
def address(url: str) -> Address:
    """Take an address in its one spelling apart."""
    base, _, query = url.partition("?")
    path = base.split("/", 3)[3:]
    segments = tuple(filter(None, path[0].split("/"))) if path else ()
    pairs = tuple([(name, value) for name, _, value in [part.partition("=") for part in query.split("&")]]) if query else ()
    return Address(segments, base[-1] == "/" and bool(segments), pairs)


@lru_cache(maxsize=4096)
def cause_of_name(name: str) -> TrapCause | None:
    """What a parameter's name alone says that it is for; None for a name that says nothing."""
    return next((cause for cause, pattern in NAMES if pattern.fullmatch(name)), None)


def is_opaque(text: str) -> bool:
    """Whether no person reads this: a long number in base 16, or letters and digits mixed."""
    return len(text) >= SHORTEST_OPAQUE and bool(OPAQUE.fullmatch(text))


def shape_of(segment: str) -> str:
    """`#` for a number, `*` for what no person reads, else the segment itself."""
    if not DIGIT.search(segment):
        return segment
    if segment.isdigit() or YEAR.fullmatch(segment):
        return "#"
    if is_opaque(segment):
        return "*"
    return f"#{found[1].lower()}" if (found := NUMBERED.fullmatch(segment)) else segment


@lru_cache(maxsize=4096)
def names_a_product(name: str) -> bool:
    """Whether a parameter tells which product is meant."""
    return bool(OF_A_PRODUCT.fullmatch(name))


@lru_cache(maxsize=4096)
def names_a_list(name: str) -> bool:
    """Whether a parameter tells which list, page or search is meant."""
    return bool(OF_A_LIST.fullmatch(name))
