"""Ends a tab that eats up this machine's memory, before the machine suffers; the browser and its other tabs live on.

Chromium's own limits are made for people, who close a tab: many GB. A telephone ends a page long before.
"""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from weakref import WeakSet

from playwright.async_api import Browser

MOST_BYTES = 1024 * 1024 * 1024
LOOK_EVERY_S = 0.2
TAB = b"--type=renderer"
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")

_bitten: WeakSet[Browser] = WeakSet()
_watching: set[asyncio.Task] = set()


def watch(browser: Browser) -> None:
    """Keep an eye on all tabs of this process for as long as the browser runs. Where there is no /proc, nobody looks."""
    task = asyncio.ensure_future(_watch(browser))
    _watching.add(task)
    task.add_done_callback(_watching.discard)


def bit(browser: Browser) -> bool:
    """Whether a tab was ended for its hunger since this was last asked."""
    was = browser in _bitten
    _bitten.discard(browser)
    return was


async def _watch(browser: Browser) -> None:
    while browser.is_connected() and os.path.exists("/proc/self/task"):
        for tab in tabs(os.getpid()):
            if own_bytes(tab) > MOST_BYTES:
                _bitten.add(browser)
                with suppress(OSError):
                    os.kill(tab, signal.SIGKILL)
        await asyncio.sleep(LOOK_EVERY_S)


def tabs(parent: int) -> Iterator[int]:
    """The renderers among the processes that a process started, and they in turn."""
    for child in children(parent):
        if TAB in read(f"/proc/{child}/cmdline"):
            yield child
        else:
            yield from tabs(child)


def children(parent: int) -> list[int]:
    """The processes that a process started: any thread of ours, and the first of the browser's, which starts all tabs."""
    threads = os.listdir("/proc/self/task") if parent == os.getpid() else [str(parent)]
    return [int(child) for thread in threads for child in read(f"/proc/{parent}/task/{thread}/children").split()]


def own_bytes(process: int) -> int:
    """What a process holds in memory and shares with nobody."""
    numbers = read(f"/proc/{process}/statm").split()
    return (int(numbers[1]) - int(numbers[2])) * PAGE_BYTES if numbers else 0


def read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError:  # it ended meanwhile
        return b""
