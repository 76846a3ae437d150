"""The benchmark's server answers as the truth says."""

import gzip
from http.client import HTTPConnection
from pathlib import Path
from shutil import which
from urllib.parse import urlsplit

import pytest

from benchmarks.nginx import served
from benchmarks.shop.build import build
from benchmarks.trial import asked

ANSWERS = {"dead-404": 404, "dead-410": 410, "server-error": 500, "broken-image": 404, "soft-404-text": 200, "soft-404-home": 301,
           "redirect-loop": 301, "orphan": 200, "exact-copy": 200, "canonical-to-404": 200}
needs_nginx = pytest.mark.skipif(not which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin"), reason="nginx is not installed")


def answer(connection: HTTPConnection, path: str) -> tuple[int, str, bytes]:
    connection.request("GET", path)
    given = connection.getresponse()
    return given.status, given.headers.get("Location", ""), given.read()


@needs_nginx
def test_answers_as_the_truth_says(tmp_path: Path) -> None:
    truth, log = build(tmp_path / "shop", 200), tmp_path / "requests.log"
    with served(tmp_path / "shop", log) as url:
        connection = HTTPConnection(urlsplit(url).netloc)
        for kind, status in ANSWERS.items():
            for each in truth.of(kind):
                assert answer(connection, each.target)[0] == status, each
        for each in truth.of("redirect-chain", "redirect-loop"):
            path = each.target
            for hop in each.hops:
                path = urlsplit(answer(connection, path)[1]).path
                assert path == hop
        assert answer(connection, "/img/anything.png")[2].startswith(b"\x89PNG")
        assert f"{url}/sitemap.xml".encode() in answer(connection, "/robots.txt")[2]
        assert f"{url}/sitemap-1.xml.gz".encode() in answer(connection, "/sitemap.xml")[2]
        listed = gzip.decompress(answer(connection, "/sitemap-1.xml.gz")[2]).decode()
        connection.close()
    assert all(f"<loc>{url}{each.target}</loc>" in listed for each in truth.of("orphan"))
    assert not any(f"<loc>{url}{each.target}</loc>" in listed for each in truth.of("exact-copy", "dead-404"))
    pages, pictures, requests = asked(log)
    assert pages == sum(len(truth.of(kind)) for kind, status in ANSWERS.items() if status == 200)
    assert pictures == len(truth.of("broken-image")) + 1
    assert requests > pages + pictures
