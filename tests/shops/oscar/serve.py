"""Serves the shop on loopback: one line with its address on stdout, then pages until SIGTERM, or until the caller is gone.

    python -m tests.shops.oscar.serve [--port 0] [--folder DIR]

The prepared shop is kept in the folder and used again until its sources change; each run serves a fresh copy of the
database, so that no run sees another's baskets.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.shops.keeping import PROJECT, end_with_the_caller, kept, version_of

HERE = Path(__file__).parent
DEFAULT_FOLDER = PROJECT / "audits" / ".oscar"
THREADS = 4
SEEDING = ("goods", "pictures", "prepare", "seed", "settings")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.shops.oscar.serve", description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--folder", type=Path, default=DEFAULT_FOLDER, help="where the prepared shop is kept")
    options = parser.parse_args()
    end_with_the_caller()
    prepared = prepared_in(options.folder.resolve())
    with tempfile.TemporaryDirectory(prefix="oscar-shop-") as run:
        serve(_copy(prepared, Path(run)), options.port)


def prepared_in(folder: Path) -> Path:
    """The prepared shop of these sources, made now if it is not there."""
    return kept(folder, _seed_version(), _prepare)


def _prepare(unfinished: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.shops.oscar.prepare", str(unfinished)]
    subprocess.run(command, check=True, cwd=PROJECT, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def _seed_version() -> str:
    sources = [*sorted(HERE.glob("data/*.toml")), *(HERE / f"{name}.py" for name in SEEDING)]
    return version_of(sources, *(version(name) for name in ("django", "django-oscar", "pillow", "sorl-thumbnail", "whoosh")))


def _copy(prepared: Path, run: Path) -> Path:
    shutil.copy(prepared / "shop.sqlite3", run)
    shutil.copytree(prepared / "index", run / "index")
    (run / "media").symlink_to(prepared / "media")
    return run


def serve(folder: Path, port: int) -> None:
    os.environ["OSCAR_SHOP_FOLDER"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.shops.oscar.settings"
    server = _listen(_application(folder), port)
    address = f"127.0.0.1:{server.effective_port}"
    _name_site(address)
    print(f"http://{address}/", flush=True)
    server.run()


def _application(folder: Path):
    import oscar
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    application = WhiteNoise(get_wsgi_application())
    application.add_files(str(Path(oscar.__file__).parent / "static"), prefix="static/")
    application.add_files(str(folder / "media"), prefix="media/")
    return application


def _listen(application, port: int):
    from waitress import create_server

    return create_server(application, host="127.0.0.1", port=port, threads=THREADS)


def _name_site(address: str) -> None:
    """The sitemap takes its host from here."""
    from django.contrib.sites.models import Site

    Site.objects.update_or_create(pk=1, defaults={"domain": address, "name": "Harbour Lane Stores"})


if __name__ == "__main__":
    main()
