"""One subject on one shop, once: what it cost, and what it asked for by the server's own log."""

from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from benchmarks.measure import Usage, measured
from benchmarks.nginx import served
from benchmarks.recall import Recall, recall
from benchmarks.shop.planted import Truth, read
from benchmarks.subjects import Subject

NO_PAGES = ("/img/", "/favicon", "/robots.txt", "/sitemap")


class Trial(Struct, frozen=True):
    """What came of one run. `pages` are distinct pages got with 200, `pictures` distinct pictures asked for, of `requests` in
    all; `disk` are the bytes of our store, and `recall` is what our findings make of the truth.
    """

    name: str
    usage: Usage
    pages: int
    pictures: int
    requests: int
    disk: int | None = None
    recall: Recall | None = None

    @property
    def pages_a_second(self) -> float:
        return self.pages / self.usage.wall_s

    @property
    def cpu_ms_a_page(self) -> float:
        return 1000 * self.usage.cpu_s / max(1, self.pages)

    @property
    def peak_mb(self) -> float:
        return self.usage.pss / 1e6


def trial(subject: Subject, shop: Path, limit_s: float) -> Trial:
    """Let a subject loose on a shop, behind a server of its own."""
    truth = read(shop)
    with TemporaryDirectory(prefix="benchmark-") as temporary:
        own = Path(temporary)
        out = own / "out"
        out.mkdir()
        with served(shop, own / "requests.log") as url:
            usage = measured(subject.command(url, out), limit_s, own / "said", subject.environment)
        pages, pictures, requests = asked(own / "requests.log")
        if not pages or (subject.ours and usage.code and not usage.timed_out):
            raise SystemExit(f"{subject.name} failed:\n{(own / 'said').read_text(errors='replace')[-2000:]}")
        return Trial(subject.name, usage, pages, pictures, requests, disk_of(out), found(out, url, truth))


def asked(log: Path) -> tuple[int, int, int]:
    """Distinct pages got, distinct pictures asked for, and all requests, by the server's log."""
    pages, pictures, count = set(), set(), 0
    with log.open(errors="replace") as lines:
        for line in lines:
            count += 1
            method, status, path = line.split(None, 2)
            if path.startswith("/img/"):
                pictures.add(path)
            elif status == "200" and method == "GET" and not path.startswith(NO_PAGES):
                pages.add(path)
    return len(pages), len(pictures), count


def disk_of(out: Path) -> int | None:
    stores = list(out.glob("audit.sqlite*"))
    return sum(file.stat().st_size for file in stores) if stores else None


def found(out: Path, url: str, truth: Truth) -> Recall | None:
    audit = out / "audit.json"
    return recall(audit.read_bytes(), url, truth) if audit.exists() else None
