"""The country that a shop sells to, told from several kinds of sign: address, language, currency, legal marks."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from urllib.parse import urlsplit

from msgspec import Struct

from auditor.core.records import Page
from auditor.facts.document import language
from auditor.facts.fact import fact
from auditor.facts.prices import visible_prices
from auditor.facts.structured import items, text_value, values
from auditor.facts.text import visible_text

EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
    "PL", "PT", "RO", "SE", "SI", "SK",
})
DOMAINS = {"uk": "GB", "eu": "EU", **{code.lower(): code for code in (
    *EU, "CN", "TW", "HK", "JP", "KR", "US", "CA", "AU", "NZ", "CH", "NO", "IN", "SG", "MY", "MX", "BR", "AR", "CL", "TR", "UA",
    "RU",
)}}
LANGUAGE_MARKETS = {
    "de": ("DE", "AT", "CH"), "fr": ("FR", "BE", "CH", "CA"), "es": ("ES", "MX", "AR", "CL", "CO"), "ja": ("JP",), "zh": ("CN",),
    "zh-hans": ("CN",), "zh-hant": ("TW", "HK"), "it": ("IT", "CH"), "nl": ("NL", "BE"), "pl": ("PL",), "pt": ("PT", "BR"),
    "sv": ("SE",), "da": ("DK",), "fi": ("FI",), "nb": ("NO",), "no": ("NO",), "cs": ("CZ",), "hu": ("HU",), "ro": ("RO",),
    "el": ("GR",), "ko": ("KR",), "tr": ("TR",), "uk": ("UA",), "ru": ("RU",),
}
CURRENCY_MARKETS = {
    "GBP": ("GB",), "USD": ("US",), "CNY": ("CN",), "TWD": ("TW",), "HKD": ("HK",), "JPY": ("JP",), "CHF": ("CH",),
    "CAD": ("CA",), "AUD": ("AU",), "NZD": ("NZ",), "PLN": ("PL",), "SEK": ("SE",), "DKK": ("DK",), "NOK": ("NO",),
    "CZK": ("CZ",),
    "HUF": ("HU",), "RON": ("RO",), "KRW": ("KR",), "INR": ("IN",), "SGD": ("SG",), "MYR": ("MY",), "MXN": ("MX",),
    "BRL": ("BR",), "TRY": ("TR",), "UAH": ("UA",), "RUB": ("RU",), "Rs": ("IN",),
    "EUR": ("DE", "FR", "ES", "IT", "NL", "AT", "BE", "IE", "PT", "FI", "GR", "EU"), "¥": ("JP", "CN"), "kr": ("SE", "NO", "DK"),
    "$": ("US", "CA", "AU", "NZ", "TW", "HK", "SG", "MX"), "元": ("CN", "TW", "HK"),
}
MARKS = (
    ("CN", ("ICP", "公网安备", "统一社会信用代码"),
     re.compile(r"[\u4e00-\u9fff]ICP(?:备|证)\s?\d{6,10}号|公网安备\s?\d{11,14}号|统一社会信用代码")),
    ("TW", ("統一編號", "統編"), re.compile(r"統一編號|統編\s*+[:：]?\s*+\d{8}")),
    ("HK", ("商業登記",), re.compile(r"商業登記(?:證|號碼)")),
    ("JP", ("特定商取引法", "特商法", "古物商"), re.compile(r"特定商取引法|特商法|古物商許可")),
    ("DE", ("USt", "HRB", "Amtsgericht", "DE"), re.compile(r"\bUSt-?Id(?:Nr)?\b\.?|\bHRB\s?\d+|\bAmtsgericht\b|\bDE\s?\d{9}\b")),
    ("AT", ("ATU", "Firmenbuchnummer"), re.compile(r"\bATU\s?\d{8}\b|\bFirmenbuchnummer\b")),
    ("FR", ("SIREN", "SIRET", "RCS", "FR"), re.compile(r"\bSIRE[NT]\b|\bRCS\s+[A-Z]|\bFR\s?\d{2}\s?\d{9}\b")),
    ("ES", ("CIF", "NIF", "Registro"), re.compile(r"\b(?:CIF|NIF)\s*+[:.]?\s*+[A-Z]-?\d{7,8}|\bRegistro Mercantil\b")),
    ("IT", ("IVA",), re.compile(r"\b(?:P\.?\s?IVA|Partita IVA)\b")),
    ("GB", ("egistered in ", "GB", "ompanies House"),
     re.compile(r"\b[Rr]egistered in (?:England|Scotland|Wales|Northern Ireland)|\bVAT[^\d]{0,30}GB\s?\d{9}|"
                r"\b[Cc]ompanies House\b")),
    ("AU", ("ABN",), re.compile(r"\bABN\s*+:?\s*+\d{2}\s?\d{3}\s?\d{3}\s?\d{3}")),
    ("NL", ("KvK",), re.compile(r"\bKvK\b[^\d]{0,12}\d{8}")),
    ("CH", ("CHE-",), re.compile(r"\bCHE-\d{3}\.\d{3}\.\d{3}")),
)
FEWEST_KINDS = 2


class Signals(Struct, frozen=True):
    """What speaks for a market: endings of the host, language tags, currencies (codes or signs), countries of legal marks."""

    domains: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    currencies: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    def __or__(self, other: "Signals") -> "Signals":
        return Signals(
            self.domains | other.domains, self.languages | other.languages, self.currencies | other.currencies,
            self.marks | other.marks,
        )


def marks_in(text: str) -> frozenset[str]:
    """The countries whose legal marks (register and tax numbers, statutory headings) stand in a text."""
    return frozenset(
        country for country, hints, pattern in MARKS if any(hint in text for hint in hints) and pattern.search(text)
    )


def _countries(page: Page) -> set[str]:
    """The countries that addresses in the page's data name."""
    addresses = (each for item in items(page) for each in values(item, "address") if isinstance(each, dict))
    return {code for each in addresses if len(code := text_value(each, "addressCountry").upper()) == 2}


@fact
def signals(page: Page) -> Signals:
    """What one page tells of its market."""
    host = (urlsplit(page.final_url).hostname or "").rpartition(".")[2]
    return Signals(
        domains=frozenset({host} if host in DOMAINS else ()),
        languages=frozenset({language(page)} - {""}),
        currencies=frozenset(each.price.currency for each in visible_prices(page)),
        marks=marks_in(visible_text(page)) | frozenset(_countries(page)),
    )


def _of_language(tag: str) -> tuple[str, ...]:
    parts = tag.split("-")
    region = next((part for part in parts[1:] if len(part) == 2 and part.isupper()), None)
    if region:
        return (region,)
    script = next((part.lower() for part in parts[1:] if len(part) == 4), None)
    return LANGUAGE_MARKETS.get(f"{parts[0]}-{script}" if script else parts[0], ())


def _candidates(found: Signals) -> Iterator[Iterable[str]]:
    """The countries that each kind of sign speaks for, the likeliest first."""
    yield (DOMAINS[each] for each in sorted(found.domains) if each in DOMAINS)
    yield (country for tag in sorted(found.languages) for country in _of_language(tag))
    yield (country for each in sorted(found.currencies) for country in CURRENCY_MARKETS.get(each, ()))
    yield sorted(found.marks)


def market_of(found: Signals | Iterable[Signals]) -> str | None:
    """The market for which at least two kinds of sign speak: an ISO 3166 code, or "EU"; None where none has two.

    Of several that have equally many, the likeliest for the shop's language. A shop in several languages that each point
    to another country is "EU" where all of them lie there, else it has no one market.
    """
    total = found if isinstance(found, Signals) else reduce(or_, found, Signals())
    votes = Counter(country for kind in _candidates(total) for country in dict.fromkeys(kind))
    most = max(votes.values(), default=0)
    if most < FEWEST_KINDS:
        return None
    best = [country for country in votes if votes[country] == most]
    spoken = {each.split("-")[0] for each in total.languages if not set(_of_language(each)).isdisjoint(best)}
    if len(best) > 1 and len(spoken) > 1:
        return "EU" if EU.union({"EU"}).issuperset(best) else None
    likely = [country for tag in sorted(total.languages) for country in _of_language(tag) if country in best]
    return (likely or best)[0]
