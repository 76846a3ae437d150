"""`python -m tests.soak --pages 200000 --kills 20 --seed 1`: a table of what came of it, and exit code 1 where it is not right."""

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.soak.lives import lives, size_of, whole
from tests.soak.mix import Mix
from tests.soak.shop import serving
from tests.soak.truth import differences, unlike

MOST_COMPARED = 20_000  # larger ones are compared with the truth alone, else they would take twice as long
MOST_TOLD = 20
TIMEOUT_S = 8
MB = 2**20


def soaked(mix: Mix, folder: Path, kills: int, timeout_s: float) -> tuple[list[str], dict[str, int]]:
    """What is not as it should be, and a table of what it took."""
    (folder / "auditor.toml").write_text(f"[crawl]\ntimeout = {timeout_s}\n")
    began = time.monotonic()
    with serving(mix) as shop:
        lived = list(lives(mix, shop, folder / "killed", kills))
        took_s = time.monotonic() - began
        calm = whole(shop, folder / "whole") if mix.pages <= MOST_COMPARED else None
    wrong = list(differences(mix, folder / "killed"))
    if lived[-1].code:
        wrong.insert(0, f"the last life ended with exit code {lived[-1].code}: see {folder / 'killed.said'}")
    table = {
        "pages": mix.pages, "that misbehave": len(list(mix.ills())), "kills": sum(life.was_killed for life in lived),
        "requests": shop.asked.value, "of them once more": shop.again.value, "seconds": round(took_s),
        "megabytes of memory": round(max(life.pss for life in lived) / MB),
        "megabytes of disk": round(size_of(folder / "killed") / MB)}
    if calm:
        table["seconds undisturbed"] = round(calm.took_s)
        wrong += unlike(folder / "killed", folder / "whole")
    return wrong, table | {"differences": len(wrong)}


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    for name, value in (("pages", 200_000), ("kills", 20), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--folder", type=Path, help="where the audits stay (default: nowhere)")
    given = parser.parse_args()
    with TemporaryDirectory() as passing:
        folder = given.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        wrong, table = soaked(Mix(given.pages, given.seed), folder, given.kills, TIMEOUT_S)
    for name, value in table.items():
        print(f"{name:22} {value:>10,}")
    for one in wrong[:MOST_TOLD]:
        print(one)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
