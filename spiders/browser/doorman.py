"""Gives the shop's own requests the headers that open it. Other requests are not even held."""

from spiders.browser.hold import Hold


class Doorman(Hold):
    """Holds each request of a browser to the shop's host for as long as it takes to add headers, where any are to be added."""

    def patterns(self) -> list[dict[str, str]]:
        return self._credentials.patterns()

    def objection(self, request: dict, kind: str) -> str | None:
        return None
