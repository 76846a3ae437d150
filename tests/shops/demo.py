"""Starts the demonstration shop, audits it with the browser kept on loopback, and stops it: `make demo`."""

import subprocess
import sys
from pathlib import Path

from tests.shops import oscar

OUT = Path("audits/demo")


def main() -> int:
    """The exit code of the audit, whose records and report are then in OUT."""
    auditor = Path(sys.executable).with_name("auditor")
    with oscar.running() as url:
        done = subprocess.run([auditor, "audit", url, "--out", OUT, "--force", "--loopback-only"])
    if (report := OUT / "report.html").exists():
        print(f"The report is {report.resolve().as_uri()}")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
