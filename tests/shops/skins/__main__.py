"""Serves a skin until Ctrl-C."""

import sys
import threading

from tests.shops.skins import SKINS, running

if len(sys.argv) != 2 or sys.argv[1] not in SKINS:
    sys.exit(f"Say which skin: {', '.join(SKINS)}")
with running(sys.argv[1]) as shop:
    print(shop.url, flush=True)
    threading.Event().wait()
