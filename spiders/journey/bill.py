"""What a cart and a checkout say of money: the sum, the tax in it, and where a code may be typed."""

import re

from auditor.facts.lexicon import says
from auditor.facts.prices import amount_of
from spiders.journey.sight import NO_BREAKS, Sight, prices
from spiders.journey.wording import behind, tells

LONGEST_LINE = 120
COUPON = re.compile(r"coupon|voucher|promo|discount|gutschein|rabatt|cupon|优惠|優惠|折扣|クーポン", re.I)
SUM = prices(NO_BREAKS + " ")  # no count stands between the word for a sum and the sum
TYPED = frozenset({"text", "search", "tel"})


def total_of(text: str) -> str | None:
    """The sum as written: the largest of those that a line calls so, else the largest subtotal."""
    lines = [line.strip() for line in re.split(r"[\n\t]", text) if line.strip()]
    found: dict[bool, list[str]] = {True: [], False: []}
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        partly = tells("subtotal", line)
        named = len(line) <= LONGEST_LINE and not tells("saving", line) and (partly or tells("total", line))
        if named and (price := _price_after(line, following)):
            found[not partly].append(price)
    return max(found[True] or found[False], key=lambda price: amount_of(price) or 0, default=None)


def _price_after(line: str, following: str) -> str | None:
    """The price after the word for it, else the first in the line, else the one at the beginning of the next."""
    found = SUM.search(behind("total", line)) or SUM.search(line) or SUM.match(following)
    return found[0].strip(" ,.") if found else None


def tells_tax(text: str) -> bool:
    """Whether a text says what is to be known of tax."""
    return tells("tax", text) or any(says("tax_note", line) and not says("shipping", line) for line in text.splitlines())


def coupon_lies_open(sight: Sight) -> bool:
    """Whether a field for a code can be seen without asking for it."""
    return any(
        field.shown and field.kind in TYPED and (COUPON.search(field.name) or says("coupon", field.label))
        for field in sight.fields
    )
