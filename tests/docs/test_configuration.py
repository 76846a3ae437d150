"""`docs/configuration.md` has every key with its true type, default and flag."""

import msgspec
import pytest

from auditor.cli.main import auditor
from auditor.cli.options import SECTIONS
from auditor.core.config import BrowserPart, Crawl, Gate, JourneyPart
from auditor.core.principles import PRINCIPLES
from tests.docs.markdown import PROJECT, fences, table

PAGE = PROJECT / "docs" / "configuration.md"
PARTS = {"crawl": Crawl, "browser": BrowserPart, "journey": JourneyPart, "gate": Gate}
COLUMNS = ("Key", "Type", "Default", "Meaning", "Flag")
KEYS = [(section, key.name) for section, part in PARTS.items() for key in msgspec.structs.fields(part)]
# What the page calls a type: a value that fits, and one that does not.
SAMPLES = {
    "whole number, 1 or more": (3, 0), "whole number, 0 or more": (0, -1), "number over 0": (2.5, 0), "number, 0 to 100": (80, 101),
    "true or false": (True, "yes"), "text": ("mailto:a@shop.example", 1),
    "auto`, `always` or `never": ("never", "often"),
    "mobile` or `desktop": ("mobile", "tablet"),
    "blocker`, `major`, `minor` or `note": ("minor", "horrible"),
}
FLAGS = {parameter.name: parameter.opts[0] for parameter in auditor.commands["audit"].params}


def rows() -> list[dict[str, str]]:
    return table(PAGE, *COLUMNS)


def written(value: object) -> str:
    return "none" if value is None else msgspec.json.encode(value).decode()


def test_every_key_is_there_in_the_order_of_the_code():
    assert [row["Key"] for row in rows()] == [name for _, name in KEYS]


@pytest.mark.parametrize(("place", "section", "name"), [(place, *key) for place, key in enumerate(KEYS)])
def test_a_key_has_its_default_and_its_flag(place, section, name):
    row = rows()[place]
    assert row["Default"] == written(getattr(PARTS[section](), name))
    assert row["Flag"] == (FLAGS[name] if name in SECTIONS[section] else "")
    assert row["Meaning"]


@pytest.mark.parametrize(("place", "section", "name"), [(place, *key) for place, key in enumerate(KEYS)])
def test_a_key_takes_what_its_type_says(place, section, name):
    good, bad = SAMPLES[rows()[place]["Type"]]
    msgspec.convert({name: good}, PARTS[section])
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({name: bad}, PARTS[section])


def test_principles_have_their_weights_and_titles():
    told = [(row["Key"], row["Default"], row["Principle"]) for row in table(PAGE, "Key", "Default", "Principle")]
    assert told == [(one.id, str(one.weight), one.title) for one in PRINCIPLES.values()]


def test_the_example_shows_every_table_that_a_file_can_have():
    example = next(fences(PAGE, "toml"))
    assert {"[crawl]", "[gate]", "[principles]"} <= set(example.splitlines())
