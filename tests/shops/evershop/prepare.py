"""Makes what the shop needs and keeps it: the software from the registry, then a shop with goods in it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.shops.evershop.database import environment, open_database, psql
from tests.shops.evershop.shop import COMMAND, free_port, open_shop
from tests.shops.keeping import kept, version_of
from tests.shops.oscar.pictures import draw

HERE = Path(__file__).parent
MANIFEST = (HERE / "package.json", HERE / "package-lock.json")
SEEDING = (HERE / "goods.json", HERE / "seed.mjs", HERE / "prepare.py", HERE.parent / "oscar/pictures.py")
KEPT = ("node_modules", "package.json")
PATIENCE_S = 60


def prepared_in(folder: Path) -> tuple[Path, Path]:
    """The software, and the database with its pictures, made now where they are not there."""
    software = kept(folder, f"software-{version_of(MANIFEST)}", _install)
    return software, kept(folder, f"shop-{version_of((*MANIFEST, *SEEDING))}", lambda ready: _fill(software, ready))


def laid_out(software: Path, shop: Path, run: Path) -> Path:
    """A folder to run in, which sees the software and the pictures and keeps what the shop writes to itself."""
    run.chmod(0o711)
    (run / ".evershop").mkdir()
    (run / ".evershop/build").symlink_to(software / ".evershop/build")
    for name in KEPT:
        (run / name).symlink_to(software / name)
    (run / "media").symlink_to(shop / "media")
    return run


def _install(software: Path) -> None:
    software.mkdir()
    for source in MANIFEST:
        shutil.copy(source, software)
    npm = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"]
    subprocess.run(npm, cwd=software, check=True, stdout=sys.stderr)
    for unvisited in software.glob("node_modules/@evershop/evershop/dist/modules/*/pages/admin"):
        shutil.rmtree(unvisited)  # two thirds of the time that building takes
    subprocess.run(["node", COMMAND, "build"], cwd=software, check=True, stdout=sys.stderr)
    for unread in (*software.glob("node_modules/**/*.map"), *software.glob("node_modules/**/*.d.*ts")):
        unread.unlink()  # a fifth of the room


def _fill(software: Path, ready: Path) -> None:
    """The shop makes its own tables when it first starts, and readable addresses for what it then finds."""
    goods = json.loads((HERE / "goods.json").read_text())["goods"]
    _draw(goods, ready / "media/goods")
    with tempfile.TemporaryDirectory(prefix="evershop-") as made:
        run = laid_out(software, ready, Path(made))
        with open_database(run / "data", run / "socket"), open_shop(run, run / "socket", free_port()):
            _seed(run)
            _wait_for_addresses(run / "socket")
        shutil.copytree(run / "data", ready / "data")


def _draw(goods: list[dict], folder: Path) -> None:
    folder.mkdir(parents=True)
    for number, good in enumerate(goods, 1):
        draw(folder / f"{number}.jpg", good["shape"], good["colour"], "front", number)


def _seed(run: Path) -> None:
    shutil.copy(HERE / "seed.mjs", run)
    command = ["node", "seed.mjs", HERE / "goods.json"]
    subprocess.run(command, cwd=run, check=True, stdout=sys.stderr, env=os.environ | environment(run / "socket"))


def _wait_for_addresses(socket: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    without = "SELECT count(*) FROM product WHERE uuid NOT IN (SELECT entity_uuid FROM url_rewrite)"
    while psql(socket, without) != "0" or psql(socket, "SELECT count(*) FROM event WHERE status <> 'failed'") != "0":
        if time.monotonic() > until:
            raise RuntimeError("EverShop gave its products no addresses")
        time.sleep(0.5)
