"""What is asked of the twin, and what it answers."""

from collections.abc import Mapping

from msgspec import Struct, field


class Asked(Struct, frozen=True):
    """A request."""

    method: str
    path: str
    query: Mapping[str, str]
    form: Mapping[str, str]
    cookie: str
    agent: str


class Answer(Struct, frozen=True):
    """What the server sends, `delay_s` later."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0


def went_to(place: str, **headers: str) -> Answer:
    return Answer(status=302, headers={"Location": place, **headers})
