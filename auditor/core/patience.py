"""How long this process may work on one thing: what a shop sends must cost it no more than that."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfPatience(BaseException):
    """Something took too long. No Exception, since whoever catches all of those would go on with the same thing."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise OutOfPatience when what is done inside takes more seconds of this process's own time than that.

    Only the main thread can be told; elsewhere nothing is limited. It does not work within another one.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def give_up(number: int, frame: FrameType | None) -> None:
    raise OutOfPatience
