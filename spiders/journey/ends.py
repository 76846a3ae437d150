"""The two ways in which a step of the walk does not lead on."""

from playwright.async_api import Error

from auditor.core.records.journey import Stop


class Ended(Exception):
    """The walk ends here: `stop` says whose reason it was, `because` the reason in a sentence."""

    def __init__(self, stop: Stop, because: str):
        super().__init__(because)
        self.stop, self.because = stop, because


class Detour(Exception):
    """This candidate does not lead on, for the reason in the sentence; the next one may. `stop`: whose reason it is."""

    def __init__(self, because: str, stop: Stop = Stop.OURS):
        super().__init__(because)
        self.stop = stop


def first_line(error: Error) -> str:
    """What Playwright says, without its call log."""
    return error.message.partition("\n")[0].strip().rstrip(".")
