"""The command starts as its users start it."""

import subprocess
import sys
from pathlib import Path

from tests.running import LOOKING_ONLY
from tests.serving import page, serving

COMMAND = Path(sys.executable).with_name("auditor")
PAGES = 60


def test_what_a_process_of_readers_loads_anew_is_next_to_nothing():
    loaded = "import auditor.cli, sys; sys.exit('scrapy' in sys.modules or 'click' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], check=False).returncode == 0


def test_the_installed_command_audits(tmp_path):
    body = "".join(f"<a href=/{number}>{number}</a>" for number in range(PAGES))
    with serving({"/": page(body)} | {f"/{number}": page(f"<h1>Page {number}</h1>") for number in range(PAGES)}) as shop:
        done = subprocess.run([COMMAND, "audit", shop.url, "--out", tmp_path / "audit", *LOOKING_ONLY], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "audit" / "report.html").exists()
