"""Serves the twin until Ctrl-C."""

import sys
import threading

from tests.shops.twin import EDITIONS, running

given = frozenset(sys.argv[1:])
with running(given - set(EDITIONS), next(iter(given & set(EDITIONS)), "well")) as shop:
    print(shop.url, flush=True)
    threading.Event().wait()
