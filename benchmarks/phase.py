"""`python -m benchmarks.phase URL FOLDER`: the crawl by itself (fetch, extract, store, frontier, every link and file verified).

`auditor crawl` also reads the pages, in processes of their own, so that they have kinds; that is no part of crawling.
"""

import sys
from pathlib import Path

from auditor.core.store import Store
from spiders.crawl import crawl, limits_for
from spiders.plan import Ears, Plan


def main(url: str, folder: Path) -> None:
    """Crawl a shop into a new store."""
    store = Store.create(folder)
    store.put("url", url)
    crawl(Plan(url), limits_for(url, None, None), store, Ears(lambda _: None))
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
