"""How long a reader may take, and how many examples are tried: few in `make test`, many in `make fuzz`."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, settings

MANY = int(os.environ.get("EXAMPLES") or 0)
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
NO_ALARMS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


class TooLongError(Exception):
    """A reader took more of the processor's time than anything so small may cost."""


def fuzzed(few: int) -> settings:
    """Settings: `few` examples that are the same each time, or as many as `make fuzz` asks for, those that failed kept."""
    if MANY:
        return settings(max_examples=MANY, deadline=None, phases=PHASES, suppress_health_check=NO_ALARMS, print_blob=True)
    return settings(max_examples=few, deadline=None, derandomize=True, database=None, suppress_health_check=NO_ALARMS,
                    phases=(Phase.explicit, Phase.generate, Phase.shrink))


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TooLongError after so much of the processor's time, even in the middle of a pattern; others' work does not count."""
    def ring(*_: object) -> None:
        raise TooLongError(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
