"""Serves the shop: one line of JSON with its address and its database's socket on stdout, then pages until SIGTERM, or
until the caller is gone.

    python -m tests.shops.evershop.serve [--port 0] [--folder DIR]

Software and shop are kept in the folder and used again until their sources change; each run serves a fresh copy of the database.
"""

import argparse
import json
import shutil
import tempfile
import threading
from pathlib import Path

from tests.shops.evershop.database import open_database
from tests.shops.evershop.prepare import laid_out, prepared_in
from tests.shops.evershop.shop import free_port, open_shop
from tests.shops.keeping import PROJECT, end_with_the_caller


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.shops.evershop.serve", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--folder", type=Path, default=PROJECT / "audits" / ".evershop", help="where it is kept")
    options = parser.parse_args()
    end_with_the_caller()
    software, shop = prepared_in(options.folder.resolve())
    with tempfile.TemporaryDirectory(prefix="evershop-") as made:
        run = laid_out(software, shop, Path(made))
        shutil.copytree(shop / "data", run / "data")
        with open_database(run / "data", run / "socket"), open_shop(run, run / "socket", options.port or free_port()) as url:
            print(json.dumps({"url": url, "socket": str(run / "socket")}), flush=True)
            threading.Event().wait()


if __name__ == "__main__":
    main()
