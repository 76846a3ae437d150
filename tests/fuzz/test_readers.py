"""No reader of what a shop sends raises or hangs, whatever it is sent."""

from pathlib import Path

import pytest
from hypothesis import given

from tests.fuzz.limits import fuzzed, within
from tests.fuzz.readers import READERS
from tests.fuzz.strategies import kinds

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(file for file in CORPUS.glob("*/*") if file.is_file())
SECONDS = 2.0  # of the processor's time; what is sent is a few kilobytes


def test_the_corpus_has_something_of_every_kind():
    assert {file.parent.name for file in FILES} == set(READERS) == set(kinds())


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_once_went_wrong_is_read(file):
    with within(SECONDS):
        READERS[file.parent.name](file.read_bytes())


@pytest.mark.parametrize("kind", READERS)
def test_whatever_is_sent_is_read(kind):
    made, few = kinds()[kind]

    @fuzzed(few)
    @given(made)
    def read(sent: bytes) -> None:
        with within(SECONDS):
            READERS[kind](sent)

    read()


UNITS = ("a", "A", "1", "1 ", "a@", "e mail ", "(", "£", "+1 ", "[", "{{", "加", "14 ", ".", "-", "<", "&", "\x00", "<a ", "<p>", "</p>", "\n", "\ud800", "\u0301")
LONG = 8_000


@pytest.mark.parametrize("kind", READERS)
def test_what_is_sent_without_end_is_read(kind):
    for unit in UNITS:
        sent = (unit * (LONG // len(unit))).encode("utf-8", "surrogatepass")
        with within(4 * SECONDS):
            READERS[kind](sent)
