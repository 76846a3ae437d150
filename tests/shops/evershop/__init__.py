"""A second real shop: EverShop (Node, React, PostgreSQL) as its makers publish it, with a seeded catalogue, on loopback."""

import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from tests.shops.evershop.database import PROGRAMS, psql, tool
from tests.shops.keeping import served_by

HERE = Path(__file__).parent


class Opened(Struct, frozen=True):
    """The shop while it runs: its address, such as `http://127.0.0.1:40123/`, and the folder of its database's socket."""

    url: str
    socket: str

    def count(self, table: str) -> int:
        """Rows of a table of the shop's own database."""
        return int(psql(Path(self.socket), f'SELECT count(*) FROM "{table}"'))


@contextmanager
def running(folder: Path | None = None) -> Iterator[Opened]:
    """The shop that is open; `folder` keeps the prepared one."""
    with served_by("tests.shops.evershop.serve", folder) as line:
        yield msgspec.json.decode(line, type=Opened)


def truth() -> dict:
    """What a person meets there, written by hand."""
    return tomllib.loads((HERE / "truth.toml").read_text(encoding="utf-8"))


def missing() -> list[str]:
    """The programs that the shop needs and that are not on this machine."""
    return [name for name in ("node", "npm") if not shutil.which(name)] + [name for name in PROGRAMS if not tool(name)]
