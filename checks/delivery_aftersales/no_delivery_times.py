"""DLV-04: how long delivery takes, on the page about delivery."""

import re
from collections.abc import Iterator

from auditor.core.check import Factor, Severity, Stage, Team, check
from auditor.core.finding import Finding, fail
from auditor.core.records import Page, PageKind
from auditor.facts.text import main_element, main_text
from checks.delivery_aftersales.no_delivery_costs import has_text

NUMBER = (r"(?:(?<!\d)\d+|one|two|three|four|five|seven|ten|fourteen|einem?|zwei|drei|vier|fünf|sieben|zehn|deux|trois|quatre"
          r"|cinq|dos|tres|cuatro|cinco|一|二|两|兩|三|四|五|七|十|几|幾|数|數)")
KIND = r"(?:\+\s*+)?(?:(?:working|business|week|calendar|full)[- ]?)?"
LATIN = (r"(?:days?|hours?|hrs?|weeks?|h\b|werktagen?|arbeitstagen?|tagen?|stunden|wochen?|jours?|heures|semaines?|días?|horas"
         r"|semanas?)")
HAN = r"(?:个|個)?\s*+(?:工作日|工作天|营业日|營業日|営業日|天|日|小时|小時|時間|周|週間?)"
TIME = re.compile(
    rf"{NUMBER}\s*+(?:{KIND}{LATIN}|{HAN})"
    r"|next[- ]?(?:working |business )?day|same[- ]?day|overnight|am nächsten (?:werk)?tag"
    r"|noch am selben tag|le lendemain|le jour même"
    r"|al día siguiente|el mismo día|当天|当日|次日|隔日|翌日|即日", re.I)


@check("delivery-aftersales/no-delivery-times", code="DLV-04", severity=Severity.MAJOR, stage=Stage.CHOOSE, team=Team.LOGISTICS,
       factor=Factor.CONTENT, on={PageKind.SHIPPING}, measured=has_text)
def no_delivery_times(page: Page) -> Iterator[Finding]:
    """The page about delivery says how long delivery takes.

    Why it matters: A present has to be there on the day. Customers who cannot find out when a parcel comes buy where they
        are told, and those who guess ask the service about it.
    How to fix: Name the time from order to door for every region and carrier, in working days, and the hour until which an
        order leaves the same day.
    Bad:
        <main><h1>Delivery</h1><p>Delivery costs £4.90 within the country. We pack every parcel with care.</p></main>
    Good:
        <main><h1>Delivery</h1><p>Delivery costs £4.90 within the country and takes two to three working days.</p></main>
    Rests on: C 2.2(4), 2.3(1); A 1.3; B logistics
    References: Opquast checklist v4, rule 34 (2020). Directive 2011/83/EU, article 6(1)(g) (2011).
    """
    if not TIME.search(main_text(page)):
        yield fail("The page about delivery does not say how long delivery takes", at=main_element(page))
