"""An audit's file that is damaged, cut short, another's, or on a disk that is full or read-only: a sentence, and what is kept stays."""

import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.cli.readers import DAMAGED
from auditor.core.store import FILE
from tests.cli.test_mistakes import one_sentence
from tests.fuzz.limits import MANY
from tests.running import LOOKING_ONLY, Run, auditor
from tests.serving import Answer, page, serving

READING, WRITING = ("pages", "links"), ("report", "judge")
VERBS = (*READING, *WRITING)
NEVER_SHOWN = ("--quiet", *LOOKING_ONLY, "--render", "never")
TEXT = " ".join(f"word{number}" for number in range(400))


def lamp(number: int) -> Answer:
    links = "".join(f"<a href=/{other}>Lamp {other}</a>" for other in range(12))
    return page(f"{links}<a href=/gone>Gone</a><main><h1>Lamp {number}</h1><p>£1{number}.50 {TEXT}<button>Add to cart</button></main>", title=f"Lamp {number}")


LAMPS = {"/": lamp(0), **{f"/{number}": lamp(number) for number in range(12)}}


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A finished audit of a small shop."""
    folder = tmp_path_factory.mktemp("whole") / "a"
    with serving(LAMPS) as shop:
        run = auditor("audit", shop.url, "--out", folder, *NEVER_SHOWN)
    assert run.code == 0, run.err
    return folder


@pytest.fixture
def audit(whole, tmp_path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "a"))


def is_told(run: Run, *words: str, codes: tuple[int, ...] = (2, 3)) -> bool:
    """A verb that could not do its work says why in one sentence."""
    assert run.code in codes, run
    sentence = one_sentence(run)
    assert all(word in sentence for word in words), sentence
    return True


def test_the_verbs_work_on_what_is_whole(audit):
    for name in VERBS:
        assert auditor(name, audit).code == 0


@pytest.mark.parametrize("length", [0, 1, 15, 100, 4095, 4096, 0.3, 0.6, 0.9, -4096])
def test_a_file_cut_short(length, audit):
    before = (audit / FILE).read_bytes()
    kept = int(len(before) * length) if 0 < length < 1 else length if length >= 0 else len(before) + length
    (audit / FILE).write_bytes(before[:kept])
    for name in READING:  # where but the end is missing, what is asked for may be there
        run = auditor(name, audit)
        assert run.code == 0 or is_told(run, str(audit))
    for name in (*WRITING, "resume"):
        is_told(auditor(name, audit), str(audit))
    assert (audit / FILE).read_bytes() == before[:kept]


@pytest.mark.parametrize("seed", range(MANY or 8))
def test_bytes_that_flipped(seed, audit):
    chance, file = random.Random(seed), audit / FILE
    flipped = bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 4, 30, 300))):
        flipped[chance.randrange(100 * (seed % 2), len(flipped))] ^= 1 << chance.randrange(8)
    file.write_bytes(flipped)
    for name in VERBS:
        run = auditor(name, audit)
        if run.code:
            is_told(run, str(audit))
        assert name not in READING or file.read_bytes() == flipped
    assert len(file.read_bytes()) >= len(flipped)


def test_a_hole_of_zeros(audit):
    file = audit / FILE
    holed = bytearray(file.read_bytes())
    holed[8192:32768] = bytes(32768 - 8192)
    file.write_bytes(holed)
    for name in WRITING:
        is_told(auditor(name, audit), "is damaged", "was left as it is", codes=(3,))
    assert file.read_bytes() == holed


def test_a_page_whose_text_is_damaged_costs_that_page_alone(audit):
    db = sqlite3.connect(audit / FILE)
    (address, packed), *_ = db.execute("SELECT address, text FROM body JOIN address ON id = address WHERE url LIKE '%/7'").fetchall()
    db.execute("UPDATE body SET text = ? WHERE address = ?", (packed[:-9] + bytes([packed[-9] ^ 1]) + packed[-8:], address))
    db.execute("DELETE FROM reading WHERE address = ?", (address,))
    db.commit()
    db.close()
    assert auditor("judge", audit).code == 0
    report = auditor("report", audit, "--json")
    assert report.code == 0
    reasons = {check["reason"] for check in report.json["checks"] if check["outcome"] == "error"}
    assert DAMAGED in {check["reason"] for check in report.json["checks"]}
    assert not any("Error" in reason for reason in reasons)


def other_program(file: Path) -> None:
    db = sqlite3.connect(file)
    db.execute("CREATE TABLE notes (text)")
    db.execute("INSERT INTO notes VALUES ('mine')")
    db.execute("PRAGMA user_version = 2")
    db.commit()
    db.close()


def versioned(file: Path, version: int) -> None:
    db = sqlite3.connect(file)
    db.execute(f"PRAGMA user_version = {version}")
    db.close()


@pytest.mark.parametrize(("make", "words"), [
    (lambda file: (file.unlink(), other_program(file)), "none of ours"),
    (lambda file: versioned(file, 99), "newer auditor"),
    (lambda file: versioned(file, 1), "older auditor"),
    (lambda file: file.write_bytes(b"id;name\n" * 900), "is damaged"),
    (lambda file: file.write_bytes(b""), "is empty"),
    (lambda file: (file.unlink(), file.mkdir()), "There is no audit"),
], ids=["another program's", "newer", "older", "no database", "empty", "folder"])
def test_a_file_that_is_no_audit_of_ours(make, words, audit):
    file = audit / FILE
    make(file)
    before = file.read_bytes() if file.is_file() else b""
    for name in (*VERBS, "resume"):
        is_told(auditor(name, audit), words, str(audit))
    is_told(auditor("audit", "http://127.0.0.1:9/", "--out", audit), str(audit)) if before else None
    assert not file.is_file() or file.read_bytes() == before


def test_force_replaces_an_audit_and_nothing_that_lies_beside_it(audit):
    (audit / f"{FILE}.backup").write_text("mine")
    (audit / FILE).write_bytes(b"\x07" * 900)
    with serving(LAMPS) as shop:
        assert auditor("audit", shop.url, "--out", audit, "--force", "--max-pages", "1", *NEVER_SHOWN).code == 0
    assert (audit / f"{FILE}.backup").read_text() == "mine"


# ---- disks


def mount(*arguments: object) -> None:
    """Mount something, where that is allowed."""
    done = subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("nothing may be mounted here")


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of 400 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", "size=400k", "tmpfs", folder)
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def read_only(audit) -> Iterator[Path]:
    """The audit on a disk that is read only."""
    mount("--bind", audit, audit)
    mount("-o", "remount,ro,bind", audit)
    yield audit
    subprocess.run(["umount", audit], check=True)


def test_a_disk_that_fills_up_while_crawling(small_disk):
    def wide(path: str) -> Answer | None:
        links = "".join(f"<a href=/{number}>Page {number}</a>" for number in range(120))
        noise = random.Random(path).randbytes(9000).hex()
        return page(f"{links}<p>{noise}</p>") if path == "/" or path[1:].isdigit() else None

    with serving(wide) as shop:
        full = auditor("audit", shop.url, "--out", small_disk / "a", *NEVER_SHOWN)
        is_told(full, "disk of", "is full", codes=(3,))
        assert 5 < len(shop.requests) < 120  # what could not be kept was not asked for
        is_told(auditor("judge", small_disk / "a"), str(small_disk))
        subprocess.run(["mount", "-o", "remount,size=50m", small_disk], check=True)
        assert auditor("resume", small_disk / "a", "--quiet").code == 0
    assert len(auditor("pages", small_disk / "a", "--json").json) > 120


def test_a_disk_too_small_to_begin_on(small_disk):
    subprocess.run(["mount", "-o", "remount,size=40k", small_disk], check=True)
    is_told(auditor("audit", "http://127.0.0.1:9/", "--out", small_disk / "a", *NEVER_SHOWN), "is full", codes=(3,))
    assert not (small_disk / "a" / FILE).exists()


def fill(file) -> None:
    while True:
        file.write(b"x" * 4096)


def test_a_full_disk_when_all_was_seen(small_disk, audit):
    subprocess.run(["mount", "-o", "remount,size=4m", small_disk], check=True)
    shutil.copytree(audit, small_disk / "a")
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        fill(file)
    for name in WRITING:
        is_told(auditor(name, small_disk / "a"), "is full", codes=(3,))
    filler.unlink()
    for name in WRITING[::-1]:
        assert auditor(name, small_disk / "a").code == 0


def test_a_disk_that_is_read_only(read_only, whole):
    for name in READING:
        assert auditor(name, read_only).out == auditor(name, whole).out != ""
    for name in (*WRITING, "resume"):
        is_told(auditor(name, read_only), "for writing", codes=(2,))
    is_told(auditor("audit", "http://127.0.0.1:9/", "--out", read_only / "b"), "for writing", codes=(2,))
