"""Every command and address in the docs is one that works."""

import re
import shlex
from pathlib import Path

import click
import pytest

from auditor import __version__
from auditor.cli.exits import Exit
from auditor.cli.main import auditor
from auditor.cli.phases import agent
from auditor.core import access, config
from auditor.core.registry import all_checks
from spiders.browser import chromium
from tests.docs.markdown import PROJECT, fences, links, pages, table

README = PROJECT / "README.md"
GUEST = PROJECT / "docs" / "polite-guest.md"
TARGETS = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE))
CODE = re.compile(r"\b[A-Z]{3}-\d\d\b")
STRANGERS = re.compile(r"/work\b|/root\b|/home/|file://|\b(?:pypi|files\.pythonhosted)\.org\b|\bdeb\.debian\.org\b|\bregistry\.\w+")


def lines(path: Path) -> list[list[str]]:
    """The commands of a page's shell blocks, as words."""
    return [words for text in fences(path, "sh") for line in text.splitlines() if (words := shlex.split(line, comments=True))]


def commands(tool: str) -> list:
    return [pytest.param(words[1:], id=" ".join(words)) for path in pages() for words in lines(path) if words[0] == tool]


@pytest.mark.parametrize("arguments", commands("auditor"))
def test_an_auditor_command_parses(arguments):
    verb = auditor.commands[arguments[0]]
    verb.make_context(arguments[0], list(arguments[1:]))


@pytest.mark.parametrize("arguments", commands("make"))
def test_a_make_target_exists(arguments):
    assert arguments[0] in TARGETS


def test_shell_blocks_hold_nothing_else():
    tools = {words[0] for path in pages() for words in lines(path)}
    assert tools == {"auditor", "make", "export"}


def test_options_that_are_named_exist():
    known = {name for verb in auditor.commands.values() for one in verb.params for name in (*one.opts, *one.secondary_opts)}
    for path in pages():
        assert set(re.findall(r"`(--[a-z-]+)", path.read_text())) - {"--help"} <= known, path


def test_a_wrong_option_would_be_noticed():
    with pytest.raises(click.NoSuchOption):
        auditor.commands["audit"].make_context("audit", ["https://shop.example", "--out", "a", "--max-pagse", "2"])


def test_the_readme_has_every_verb():
    told = [row["Verb"].split()[1] for row in table(README, "Verb", "What it does")]
    assert sorted(told) == sorted(auditor.commands)


def test_the_readme_tells_which_verbs_speak_json():
    sentence = next(line for line in README.read_text().splitlines() if "take `--json`" in line)
    speaking = {name for name, verb in auditor.commands.items() if any("--json" in one.opts for one in verb.params)}
    assert set(re.findall(r"`(\w+)`", sentence)) == speaking


def test_the_readme_has_every_exit_code_first_that_fits_first():
    told = [int(row["Code"]) for row in table(README, "Code", "Meaning")]
    assert told == [Exit.MISTAKE, Exit.INCOMPLETE, Exit.GATE, Exit.FINE]


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_lead_somewhere(path):
    for link in links(path):
        if link.startswith("https://"):
            continue
        name, _, fragment = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        assert not fragment or fragment in anchors(target), link


def anchors(path: Path) -> set[str]:
    """The places of a page that a link can name, as GitHub makes them of headings."""
    text = path.read_text()
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_page_names_a_machine_or_a_registry(path):
    assert not STRANGERS.findall(path.read_text())


def test_checks_that_are_named_exist():
    codes = {check.code for check in all_checks()}
    for path in pages():
        assert set(CODE.findall(path.read_text())) - {"PDP-99"} <= codes, path


TOML = [text for path in pages() for text in fences(path, "toml")]
OPENING = [text for text in TOML if text.startswith("basic_auth")]


@pytest.mark.parametrize("text", [text for text in TOML if text not in OPENING], ids=lambda text: text.split()[0])
def test_configurations_are_accepted(text, tmp_path):
    (tmp_path / config.FILE).write_text(text)
    assert config.load(tmp_path / config.FILE) != config.Config()


def test_an_access_is_accepted(tmp_path, monkeypatch):
    (text,) = OPENING
    for name in re.findall(r"\$(\w+)", text):
        monkeypatch.setenv(name, "user:password")
    (tmp_path / "state.json").write_text("{}")
    (tmp_path / "access.toml").write_text(text)
    opened = access.load(tmp_path / "access.toml")
    assert opened.basic_auth == opened.headers["X-Preview"] == opened.cookies["session"] == "user:password"


def test_the_guest_gives_its_true_names():
    crawling, measuring = [text.strip() for text in fences(GUEST, "") if "StorefrontAuditor/" in text]
    assert crawling == agent("")
    assert measuring == chromium.user_agent(re.search(r"Chrome/(\d+)", measuring)[1] + ".0.0.0")
    assert __version__ in crawling


def test_the_picture_is_there_and_light():
    picture = PROJECT / "docs" / "report.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size <= 300 * 1024
