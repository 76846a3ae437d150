"""The 14 site-experience principles, in the order of the papers, with the weight each has in the overall score."""

from msgspec import Struct


class Principle(Struct, frozen=True):
    """One principle: `rests_on` names paper and section, `asks` what it asks of a shop."""

    id: str
    title: str
    weight: int
    rests_on: str
    asks: str


PRINCIPLES = {principle.id: principle for principle in (
    Principle("speed", "Pages open quickly", 14, "E 3.2.4; D III.2",
              "Visitors leave slow pages, and with them goes every chance to sell to them again."),
    Principle("sound-links", "No dead ends", 10, "E 4.1",
              "Links into nothing and pages that freeze are among the commonest complaints; they cost visitors' trust."),
    Principle("short-path", "Few steps to buy", 14, "A 1.2, 2(1); B visual experience 2",
              "The fewer clicks, menus and forms between a customer and the goods, the more of them arrive."),
    Principle("clear-categories", "Products are easy to find", 10, "B visual experience 3; A 1.1; C 2.1(1), 1.2(3); E 5",
              "Departments as distinct as a shop's floors, with search, filters and comparison beside them."),
    Principle("simple-pages", "Pages explain themselves", 8, "A 2(2); B visual experience 1, 4; D III.2",
              "What matters comes first, in plain words, in one style throughout; nothing has to be guessed."),
    Principle("product-truth", "Products are described fully and honestly", 10, "A 1.1, 2(1); C 1.3.1, 2.1(1); E 4.1",
              "A buyer sees only pictures and words, so these must be complete and true."),
    Principle("privacy", "Personal data is respected", 8, "E 3.2.5; A 2(1)",
              "A page of its own says what is collected, to what end, who sees it and how it is kept secret."),
    Principle("safe-payment", "Paying is safe and offers a choice", 6, "C 2.2(3); A 1.4, 2(1); B visual experience",
              "A secure connection and several ways to pay take doubt away."),
    Principle("service", "Help is within reach", 8, "C 1.2, 2.1(3), 3.1-3.4; B consultant service; E 3.2.1, 4.2",
              "Answers to common questions, and several ways to reach a person who answers the rest."),
    Principle("delivery-aftersales", "The order is looked after until the end", 8,
              "A 1.3; B after-sales, logistics; C 1.3.2-1.3.3, 2.2(2), 2.2(4), 2.3",
              "Delivery time and cost told beforehand, tracking, and clear terms for returns and repairs."),
    Principle("search-engines", "Search engines can find and understand it", 8, "D III.1",
              "The first contact is a search; structure made for people is what search engines reward."),
    Principle("living-content", "Content is substantial, current and worth a visit", 6,
              "E 3.2.2, 3.2.3, 3.2.5, 4.1, 4.3; A 2(1); D III.2",
              "Stale or empty pages drive people away; content that is kept up brings them back."),
    Principle("relationship", "The shop builds a lasting relationship", 6,
              "A 2(3); B 1, after-sales; C 2.1(2), 2.1(4); D III.3-III.4, IV; E 2.1, 3.2.1",
              "A brand one recognises, people one can talk to, and reasons to return."),
    Principle("every-customer", "Every customer can use it, on every device", 8,
              "A 2(2); D III.2 (usability); read with WCAG 2.2",
              "Reachable by keyboard and assistive technology, readable, and as good on a phone as at a desk."),
)}

PAPERS = {
    "A": "Research on managing the online customer experience of e-commerce companies (2012)",
    "B": "How an online seller can use the internet to create an outstanding customer experience (about 2020)",
    "C": "Analysis of running e-commerce customer service before, during and after the sale (about 2018)",
    "D": "Improving O2O service in the network environment (2019)",
    "E": "Research on e-commerce sites built on customer relationship management (about 2003)",
}
