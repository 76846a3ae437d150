"""Who is measured: our crawl, our whole audit and the peers, each as the command that lets it loose on a shop."""

import sys
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
PEERS = HERE / ".peers"
OURS = [sys.executable, "-c", "from auditor.cli.main import main; main()"]
STATIC = ["--no-browser", "--no-journey", "--quiet"]
# Not asked by anyone: the canonical links that are planted to lead off the shop.
ELSEWHERE = r"^https://www\.tidewater-stoneware\.example"


class Subject(Struct, frozen=True):
    """`command` gets the shop's address and an empty folder."""

    name: str
    command: Callable[[str, Path], list[str]]
    ours: bool = False

    @property
    def environment(self) -> dict[str, str]:
        """A peer must not come upon our packages."""
        return {"PYTHONPATH": str(REPOSITORY)} if self.ours else {"PYTHONPATH": ""}


SUBJECTS = {subject.name: subject for subject in (
    Subject("auditor crawl", lambda url, folder: [sys.executable, "-m", "benchmarks.phase", f"{url}/", str(folder)], ours=True),
    Subject("auditor audit", lambda url, folder: [*OURS, "audit", url, "--out", str(folder), *STATIC], ours=True),
    Subject("crawlspider", lambda url, folder: [
        python_of("crawlspider"), str(HERE / "peers" / "bare_crawlspider.py"), url]),
    Subject("linkinator", lambda url, folder: [
        script_of("linkinator", "linkinator"), url, "--recurse", "--verbosity", "error", "--skip", ELSEWHERE]),
    Subject("broken-link-checker", lambda url, folder: [script_of("broken-link-checker", "blc"), "-ro", url]),
    Subject("linkchecker", lambda url, folder: [
        str(PEERS / "linkchecker" / "bin" / "linkchecker"), "--config", str(HERE / "peers" / "linkcheckerrc"), "--threads", "10",
        "--no-robots", "--no-status", url]),
    Subject("advertools", lambda url, folder: [
        python_of("advertools"), str(HERE / "peers" / "advertools_crawl.py"), url, str(folder / "pages.jl")]),
)}


def python_of(peer: str) -> str:
    return str(PEERS / peer / "bin" / "python")


def script_of(peer: str, script: str) -> str:
    return str(PEERS / peer / "node_modules" / ".bin" / script)


def chosen(peers: str, only: str | None) -> list[Subject]:
    """Ours (all, or the one verb of `only`) and the peers that were asked for: "all", "none", or names with commas."""
    ours = [each for each in SUBJECTS.values() if each.ours and only in (None, each.name.split()[-1])]
    known = {each.name: each for each in SUBJECTS.values() if not each.ours}
    names = {"all": list(known), "none": []}.get(peers, peers.split(","))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"No such peer: {', '.join(unknown)}. There are {', '.join(known)}.")
    absent = [name for name in names if not (PEERS / name / "installed").exists()]
    if absent:
        raise SystemExit(f"Not installed: {', '.join(absent)}. Run benchmarks/setup.sh.")
    return ours + [known[name] for name in names]
