"""What the shop answered to the requests that a press set off."""

from msgspec import Struct
from playwright.async_api import Error, Response


class Answer(Struct, frozen=True):
    """What the shop answered to a request that a press set off. `kind` is Playwright's resource type."""

    method: str
    url: str
    status: int
    kind: str


def is_whole_page(response: Response) -> bool:
    """Whether it is for a tab and not for a frame in one; a tab that is only just opening has no frame yet."""
    try:
        return response.frame.parent_frame is None
    except Error:
        return True
