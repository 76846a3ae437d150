"""nginx on a free port of this machine, with a configuration of its own, for as long as a benchmark runs."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gzip import compress
from itertools import pairwise
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

import click
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.shop.build import file_of
from benchmarks.shop.planted import Truth, read

ADDRESSES_MOST = 50_000
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
START_MOST_S = 10
END_MOST_S = 10


@contextmanager
def served(folder: Path, log: Path | None = None) -> Iterator[str]:
    """The address of a shop that `benchmarks.shop` wrote, served until the block ends. Requests go to `log` when it is given."""
    with TemporaryDirectory(prefix="shop-nginx-") as temporary:
        own, port = Path(temporary), free_port()
        address = f"http://127.0.0.1:{port}"
        truth = read(folder)
        write_sitemaps(own, folder / "site", address, truth)
        settings = {"site": (folder / "site").resolve(), "own": own, "port": port, "log": log and log.resolve(), **answers(truth)}
        (own / "nginx.conf").write_text(TEMPLATES.get_template("nginx.conf").render(settings, root=os.geteuid() == 0))
        server = subprocess.Popen([found(), "-p", str(own), "-c", str(own / "nginx.conf"), "-e", str(own / "error.log")])
        try:
            await_port(server, port)
            yield address
        finally:
            server.terminate()
            server.wait(END_MOST_S)


def answers(truth: Truth) -> dict[str, Any]:
    """What the server does of itself: addresses that are sent on, gone, failing; pictures that are not there."""
    chains = [(each.target, *each.hops) for each in truth.planted if each.hops and not each.canonical]
    return {
        "moves": sorted({step for chain in chains for step in pairwise(chain)}),
        "gone": [each.target for each in truth.of("dead-410")],
        "failing": [each.target for each in truth.of("server-error")],
        "no_pictures": [each.target for each in truth.of("broken-image")],
    }


def found() -> str:
    """The path of nginx."""
    path = which("nginx") or which("nginx", path="/usr/sbin:/usr/local/sbin")
    if path is None:
        raise SystemExit("nginx is not installed: benchmarks/setup.sh does that.")
    return path


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def await_port(server: subprocess.Popen, port: int) -> None:
    """Return as soon as the server answers."""
    until = time.monotonic() + START_MOST_S
    while time.monotonic() < until and server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise SystemExit("nginx did not start.")


def write_sitemaps(own: Path, site: Path, address: str, truth: Truth) -> None:
    """robots.txt, a sitemap index and gzipped sitemaps; these alone name the port, and so cannot lie beside the pages."""
    paths = listed(site, truth)
    parts = [paths[first:first + ADDRESSES_MOST] for first in range(0, len(paths), ADDRESSES_MOST)]
    for number, part in enumerate(parts, 1):
        (own / f"sitemap-{number}.xml.gz").write_bytes(compress(sitemap("urlset", "url", [address + path for path in part]), 6))
    named = [f"{address}/sitemap-{number}.xml.gz" for number in range(1, len(parts) + 1)]
    (own / "sitemap.xml").write_bytes(sitemap("sitemapindex", "sitemap", named))
    (own / "robots.txt").write_text(f"User-agent: *\nDisallow: /checkout\n\nSitemap: {address}/sitemap.xml\n")


def listed(site: Path, truth: Truth) -> list[str]:
    """The addresses that the sitemap names: home, all categories and products, and the pages of service."""
    unlisted = {file_of(site, name) for name in ("/absent", "/basket", "/search")}
    hidden = ("exact-copy", "near-copy", "note", "story")
    files = (file for file in site.rglob("*.html") if file not in unlisted and file.relative_to(site).parts[0] not in hidden)
    return sorted("/" + str(file.relative_to(site).with_suffix("")).removesuffix("index") for file in files)


def sitemap(root: str, item: str, addresses: list[str]) -> bytes:
    lines = "\n".join(f"<{item}><loc>{address}</loc></{item}>" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}\n</{root}>\n'.encode()


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--log", type=click.Path(path_type=Path), help="Write every request to this file.")
def main(folder: Path, log: Path | None) -> None:
    """Serve the shop in FOLDER until interrupted."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with served(folder, log) as address, suppress(KeyboardInterrupt):
        click.echo(address)
        signal.pause()


if __name__ == "__main__":
    main()
