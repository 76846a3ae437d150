"""What the benchmark says of a command's cost."""

import sys
from pathlib import Path

from benchmarks.measure import measured

HELD = 64 * 1024 * 1024
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; held = bytearray({HELD}); time.sleep(1)'])"
BUSY = "import time\nwhile time.process_time() < 0.5: pass"


def test_counts_memory_of_children(tmp_path: Path) -> None:
    usage = measured([sys.executable, "-c", PARENT], 30, tmp_path / "said", {})
    assert HELD < usage.pss <= usage.rss < 3 * HELD
    assert 1 < usage.wall_s < 10
    assert not usage.timed_out


def test_counts_processor_time(tmp_path: Path) -> None:
    usage = measured([sys.executable, "-c", BUSY], 30, tmp_path / "said", {})
    assert 0.5 <= usage.cpu_s < 2


def test_ends_what_takes_too_long(tmp_path: Path) -> None:
    usage = measured([sys.executable, "-c", "import time; time.sleep(60)"], 0.5, tmp_path / "said", {})
    assert usage.timed_out
    assert usage.code < 0
    assert usage.wall_s < 5


def test_keeps_what_was_said_and_how_it_ended(tmp_path: Path) -> None:
    usage = measured([sys.executable, "-c", "import sys; print('word'); sys.exit(3)"], 30, tmp_path / "said", {})
    assert usage.code == 3
    assert (tmp_path / "said").read_text() == "word\n"
