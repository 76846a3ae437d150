"""Writes a shop to disk, in as many processes as there are cores."""

import os
import signal
from collections.abc import Iterator
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree

import msgspec
from msgspec import structs

from benchmarks.shop.pages import HERE, TWIN, Page, Pages
from benchmarks.shop.picture import PIXEL
from benchmarks.shop.planted import FILE, Truth, fitting_catalogue, planted

CHUNK = 250
YEAR = 2026
SEED = 20260101
SOURCES = (".py", ".html", ".toml", ".css")


def build(folder: Path, pages: int, seed: int = SEED) -> Truth:
    """Write a shop of at most so many pages: `folder/site` with a file a page, and the truth beside it, which is written last.

    A folder that already holds this shop is left as it is; one that holds another is replaced.
    """
    catalogue = fitting_catalogue(pages)
    truth = structs.replace(planted(catalogue, pages, seed), made_from=made_from())
    text = msgspec.json.format(msgspec.json.encode(truth), indent=1)
    if (folder / FILE).exists() and (folder / FILE).read_bytes() == text:
        return truth
    rmtree(folder, ignore_errors=True)
    write(folder / "site", Pages(catalogue, truth, YEAR))
    (folder / FILE).write_bytes(text)
    return truth


def made_from() -> str:
    """A digest of the words, templates and code that pages are made from: when these change, a shop on disk is out of date."""
    files = sorted(file for folder in (HERE, TWIN) for file in folder.rglob("*") if file.suffix in SOURCES)
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def write(site: Path, pages: Pages) -> None:
    """Write every page, the picture that stands for all pictures, and the answer to what is not there."""
    store(site, pages.others())
    (site / "absent.html").write_text(pages.absent())
    (site / "pixel.png").write_bytes(PIXEL)
    chunks = [range(first, min(first + CHUNK, pages.catalogue.count)) for first in range(0, pages.catalogue.count, CHUNK)]
    with get_context("fork").Pool(os.cpu_count(), begin, (site, pages)) as pool:
        for _ in pool.imap_unordered(write_products, chunks):
            pass


def begin(site: Path, pages: Pages) -> None:
    """Ready a process: what it works on, and that the pool may end it, whatever the command does on SIGTERM."""
    global work
    work = site, pages
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def write_products(numbers: range) -> None:
    site, pages = work
    store(site, pages.products(numbers))


def store(site: Path, pages: Iterator[Page]) -> None:
    """Write pages to the files that the server looks for."""
    known: set[Path] = set()
    for path, html in pages:
        file = file_of(site, path)
        if file.parent not in known:
            file.parent.mkdir(parents=True, exist_ok=True)
            known.add(file.parent)
        file.write_text(html)


def file_of(site: Path, path: str) -> Path:
    """The file that answers an address."""
    return site / f"{path.strip('/') or 'index'}.html"
